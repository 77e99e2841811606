/**
 * Reads the romanisation of the US and British boards on geographical names back into Russian letters, and
 * writes it. The list of places is named in it; Russian names are chosen, or where the list has none made, by it.
 */
const plain: Readonly<Record<string, string>> = {
	а: 'a',
	б: 'b',
	в: 'v',
	г: 'g',
	д: 'd',
	ж: 'zh',
	з: 'z',
	и: 'i',
	й: 'y',
	к: 'k',
	л: 'l',
	м: 'm',
	н: 'n',
	о: 'o',
	п: 'p',
	р: 'r',
	с: 's',
	т: 't',
	у: 'u',
	ф: 'f',
	х: 'kh',
	ц: 'ts',
	ч: 'ch',
	ш: 'sh',
	щ: 'shch',
	ъ: '”',
	ы: 'y',
	ь: '’',
	э: 'e',
	ю: 'yu',
	я: 'ya',
};

/** «Ефремов» → `yefremov`: е and ё are ye and yë at the beginning and after vowels, й, ъ and ь. */
export function romanise(russian: string): string {
	let before = ' ';
	let out = '';
	for (const letter of russian.toLowerCase()) {
		if (letter === 'е' || letter === 'ё') {
			const soft = /[ аеёиоуыэюяйъь-]/u.test(before);
			out += (soft ? 'y' : '') + (letter === 'е' ? 'e' : 'ë');
		} else out += plain[letter] ?? letter;
		before = letter;
	}
	return out;
}

const back: readonly (readonly [latin: string, russian: string])[] = [
	['shch', 'щ'],
	['yy', 'ый'],
	['iy', 'ий'],
	['ye', 'е'],
	['yë', 'ё'],
	['yu', 'ю'],
	['ya', 'я'],
	['zh', 'ж'],
	['kh', 'х'],
	['ts', 'ц'],
	['ch', 'ч'],
	['sh', 'ш'],
	['ay', 'ай'],
	['ey', 'ей'],
	['oy', 'ой'],
	['uy', 'уй'],
	['e', 'е'],
	['ë', 'ё'],
	['y', 'ы'],
	...Object.entries(plain)
		.filter(([, latin]) => latin.length === 1)
		.filter(([, latin]) => latin !== 'y' && latin !== 'e')
		.map(([russian, latin]) => [latin, russian] as const),
];

/** `Vorotynsk` → «Воротынск». */
export function toRussian(latin: string): string {
	let rest = latin.toLowerCase();
	let out = '';
	while (rest !== '') {
		const found = back.find(([from]) => rest.startsWith(from));
		out += found ? found[1] : rest[0];
		rest = rest.slice(found ? found[0].length : 1);
	}
	return out.replaceAll(/(^|[\s-])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());
}

/** How many letters must be changed, put in or taken out to make one word of the other. */
export function lettersApart(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
