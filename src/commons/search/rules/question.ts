/** What somebody asked, read: words in all the ways in which they may stand in a document. */
import { inCyrillic, skeleton } from './letters.ts';
import { wordsOf } from './words.ts';

/** The longest question; a browser's form says so as well. */
export const longestTerm = 200;
const mostWords = 12;

/** One word of a question. */
export interface AskedWord {
	readonly word: string;
	/** The likeliest Russian spelling of a word in Latin letters; empty for others. */
	readonly guess: string;
	readonly skeleton: string;
}

/** Why a question is not answered, or its words. */
export type Question =
	| { readonly state: 'empty' | 'too-long' | 'no-words' }
	| { readonly state: 'asked'; readonly words: readonly AskedWord[] };

/** Reads a question. */
export function readQuestion(term: string): Question {
	if (term.trim() === '') return { state: 'empty' };
	const words = [...new Set(wordsOf(term))];
	if (term.length > longestTerm || words.length > mostWords) return { state: 'too-long' };
	if (words.length === 0) return { state: 'no-words' };
	return { state: 'asked', words: words.map(askWord) };
}

/** One word in all its ways. */
export function askWord(word: string): AskedWord {
	return { word, guess: inCyrillic(word) ?? '', skeleton: skeleton(word) };
}

/**
 * Whether a word of a document is one that was asked for, by the same rule as in the database: the same stem, or the
 * same beginning in the letters of both alphabets.
 */
export function makeIsHit(
	words: readonly AskedWord[],
	stemOf: (word: string) => string | undefined,
): (word: string) => boolean {
	const stems = new Set(
		words.flatMap(({ word, guess }) => [stemOf(word), guess === '' ? undefined : stemOf(guess)]),
	);
	stems.delete(undefined);
	const told = words.filter(({ word }) => stemOf(word) !== undefined);
	return (word) => {
		const stem = stemOf(word);
		if (stem === undefined) return false;
		if (stems.has(stem)) return true;
		const bones = skeleton(word);
		return told.some(({ skeleton: asked }) =>
			asked.length > 2 ? bones.startsWith(asked) : asked !== '' && bones === asked,
		);
	};
}
