import type { Mapping, Target } from '../../model/import.ts';

const key = (heading: string) =>
	heading
		.toLowerCase()
		.replaceAll('ё', 'е')
		.replaceAll(/[^\p{L}]+/gu, '');

/** How lists call their columns, HSDS among them; the first that fits. */
const called: Readonly<Record<Target, string>> = {
	nameRu:
		'названиепорусски названиенарусском названиерус названиеru наименованиепорусски nameru namerus nameinrussian russianname',
	nameEn:
		'названиепоанглийски названиенаанглийском названиеангл названиеen nameen nameeng nameinenglish englishname',
	name: 'название наименование организация названиеорганизации наименованиеорганизации полноеназвание полноенаименование группа кто name title organisation organization organisationname organizationname nameoforganisation nameoforganization fullname group',
	formerNames: 'прежниеназвания прежнееназвание бывшееназвание formername formernames previousname oldname',
	town: 'город населенныйпункт нп местонахождение где town city settlement locality placename place',
	region:
		'регион область субъект субъектрф субъектфедерации республика кодрегиона region regioncode oblast state stateprovince province',
	latitude: 'широта шир latitude lat geolat',
	longitude: 'долгота долг longitude lon lng long geolon geolng',
	aboutRu: 'описаниепорусски описаниенарусском деятельностьпорусски aboutru descriptionru',
	aboutEn: 'описаниепоанглийски описаниенаанглийском abouten descriptionen',
	about:
		'описание деятельность чемзанимается чемзанимаются осебе about description activity activities whatitdoes whattheydo',
	telephone:
		'телефон телефоны тел номертелефона контактныйтелефон phone phones telephone tel phonenumber number',
	mail: 'почта эпочта электроннаяпочта элпочта емейл имейл адресэлектроннойпочты email emailaddress mail',
	site: 'сайт вебсайт интернет ссылка страница адрессайта website site url web homepage link links ссылки',
	address:
		'адрес почтовыйадрес юридическийадрес фактическийадрес улица address postaladdress streetaddress street addressone',
	themes: 'темы тема направления направление направлениядеятельности themes theme topics topic attributes',
	foundedOn:
		'основана датаоснования годоснования датарегистрации датасоздания годсоздания founded foundedon foundationyear yearfounded yearincorporated dateoffoundation established',
};
const byKey = new Map(
	Object.entries(called).flatMap(([target, words]) =>
		words.split(' ').map((word) => [word, target as Target] as const),
	),
);

const looks: readonly (readonly [Target, RegExp])[] = [
	['mail', /^[^@\s]+@[^@\s]+\.[^@\s]+$/],
	['site', /^(?:https?:\/\/|www\.)\S+$/i],
	['telephone', /^(?:\+?[78]|\()[\d\s()-]{9,}/],
];

/** What the columns may be, by their headings, and where those tell nothing by their first rows; nothing twice. */
export function guessMapping(headings: readonly string[], rows: readonly (readonly string[])[]): Mapping {
	const taken = new Set<Target>();
	const take = (target: Target | undefined): Target | null => {
		if (target === undefined || taken.has(target)) return null;
		taken.add(target);
		return target;
	};
	const named = headings.map((heading) => take(byKey.get(key(heading))));
	return named.map((target, column) => {
		if (target !== null) return target;
		const seen = rows.map((row) => row[column]?.trim() ?? '').filter(Boolean);
		const found = looks.find(([, look]) => seen.length > 0 && seen.every((cell) => look.test(cell)));
		return take(found?.[0]);
	});
}
