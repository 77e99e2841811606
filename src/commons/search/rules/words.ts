/** Words as search knows them: the same for what is put in and for what is asked. */

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu;
/** Longer ones are nobody's: a key, an address without spaces. */
const longest = 50;

/** A place of a word in a text. */
export interface Place {
	readonly from: number;
	readonly to: number;
	readonly word: string;
}

/**
 * One spelling for many: small letters, `е` for `ё`, no stress marks, no apostrophes.
 *
 *     fold('Ещё') // 'еще'
 */
export function fold(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replaceAll('ё', 'е')
		.replaceAll(/[\u0300\u0301'’]/g, '')
		.slice(0, longest);
}

/** Every word of a text with its place, in turn. */
export function placesOf(text: string): Place[] {
	return [...text.matchAll(word)].map((found) => ({
		from: found.index,
		to: found.index + found[0].length,
		word: fold(found[0]),
	}));
}

/** The words of a text, folded, in turn. */
export function wordsOf(text: string): string[] {
	return placesOf(text).map((place) => place.word);
}
