/** Invented summaries of requests, always the same for one seed: words as people use them, with endings. */
const roots =
	'задерж суд пенс отдел военн справк заявлен квартир зарплат школ больниц полиц колон изолятор адвокат жалоб решен срок документ паспорт регистрац выселен обыск допрос протокол штраф арест митинг пикет плакат листовк газет журнал сайт концерт церк мечет община беженц переселенц граждан ветеран инвалид пособ льгот субсид ремонт подвал дом двор улиц завод цех шахт колхоз земл участ аренд долг банк кредит исполнител пристав лекарств операц врач скор помощ дет сын дочер муж жен мат отец брат сестр бабушк дед сосед начальник директор командир солдат сержант призыв дезертир побег голодовк избиен угроз пытк камер прогулк передач свидан письм посылк конвой этап следовател прокурор судь приставк экспертиз свидетел потерпевш обвиняем приговор апелляц кассац'.split(
		' ',
	);
const endings = [
	'',
	'а',
	'у',
	'ом',
	'е',
	'и',
	'ы',
	'ов',
	'ам',
	'ами',
	'ах',
	'ный',
	'ного',
	'ные',
	'ную',
	'ование',
];
const small = ['не', 'на', 'в', 'и', 'по', 'без', 'от', 'у', 'за', 'с'];

/** A generator of numbers from 0 to 1 that gives the same row each time (mulberry32). */
export function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Words by their frequency: few are said often, many seldom. */
export function wordsBy(roll: () => number): (count: number) => string {
	const words = roots.flatMap((root) => endings.map((ending) => root + ending));
	const pick = () => {
		if (roll() < 0.2) return small[Math.floor(roll() * small.length)] ?? '';
		return words[Math.floor(words.length ** roll()) - 1 + Math.floor(roll() * 40)] ?? words[0] ?? '';
	};
	return (count) => Array.from({ length: count }, pick).join(' ');
}
