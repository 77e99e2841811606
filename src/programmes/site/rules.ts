import { collators, type Locale } from '#platform/locale.ts';

/** One line of the index. */
export interface Entry {
	/** The address after the language. */
	readonly path: string;
	readonly title: string;
	/** What it is: "Organisation". */
	readonly kind?: string | undefined;
}

export interface LetterGroup {
	readonly letter: string;
	readonly entries: readonly Entry[];
}

/**
 * Entries in the order of the reader's alphabet under their first letters: quotation marks and the like are passed
 * over, what begins with a figure stands under 0–9, letters of the reader's alphabet come before others, Ё is Е.
 */
export function byLetter(entries: readonly Entry[], locale: Locale): LetterGroup[] {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) {
		const letter = letterOf(entry.title);
		groups.set(letter, [...(groups.get(letter) ?? []), entry]);
	}
	const own = locale === 'ru' ? /\p{Script=Cyrillic}/u : /\p{Script=Latin}/u;
	const rank = (letter: string) => (letter === figures ? 2 : own.test(letter) ? 0 : 1);
	return [...groups]
		.sort(([a], [b]) => rank(a) - rank(b) || collators[locale].compare(a, b))
		.map(([letter, list]) => ({
			letter,
			entries: list.sort(
				(a, b) => collators[locale].compare(bare(a.title), bare(b.title)) || (a.path < b.path ? -1 : 1),
			),
		}));
}

const figures = '0–9';

function letterOf(title: string): string {
	const first = [...bare(title)][0]?.toLocaleUpperCase('ru').normalize('NFC') ?? '';
	if (!/^\p{L}/u.test(first)) return figures;
	return first === 'Ё' ? 'Е' : ([...first][0] ?? figures);
}

function bare(title: string): string {
	return title.replace(/^[^\p{L}\p{N}]+/u, '');
}
