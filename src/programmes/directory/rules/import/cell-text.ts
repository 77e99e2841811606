import type { InBoth } from '#commons/organisations/model.ts';

/** What people write where there is nothing. */
const nothing = /^(?:[-–—]+|нет|н\/д|n\/a|none|null|undefined)?$/i;

/** The words of a cell; empty where they say that there is nothing. */
export function wordsOf(cell: string): string {
	const text = cell.replaceAll(/\s+/g, ' ').trim();
	return nothing.test(text) ? '' : text;
}

/** A text put under the language of its letters. */
export function byLetters(text: string): InBoth {
	return /\p{Script=Cyrillic}/u.test(text) ? { ru: text, en: '' } : { ru: '', en: text };
}

/** Several things in one cell. */
export const partsOf = (text: string): string[] =>
	text
		.split(/[;|\n]/)
		.map((one) => one.trim())
		.filter(Boolean);

/** Whoever hides people is not to be found: where the words say so, no address is taken over. */
export const saysShelter = (text: string): boolean =>
	/убежищ|приют|кризисн\p{L}* (?:центр|квартир)|shelter|refuge\b|safe house/iu.test(text);
