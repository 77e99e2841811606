import { ok, refuse, type Result } from '#platform/result.ts';
import { randomBytes } from './sodium.ts';
import { WORDS as EN } from './words/passphrase-en.ts';
import { WORDS as RU } from './words/passphrase-ru.ts';

export type WordLanguage = 'en' | 'ru';

/** Seven words of 2,048: 77 bits, as much as six words of the longest lists in use. */
export const PASSPHRASE_WORDS = 7;

const LISTS: Readonly<Record<WordLanguage, readonly string[]>> = { en: EN, ru: RU };

/** A passphrase is generated, never chosen. */
export function newPassphrase(language: WordLanguage): string {
	const list = LISTS[language];
	const bytes = randomBytes(PASSPHRASE_WORDS * 2);
	const words: string[] = [];
	for (let at = 0; at < bytes.length; at += 2) {
		// 65,536 is a multiple of 2,048: the remainder favours no word.
		words.push(list[((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)) % list.length] ?? '');
	}
	return words.join(' ');
}

/**
 * The spelling that is stretched and compared: lower case, one space between words, ё as е. Use it for every
 * passphrase before OPAQUE and before an off-line unlock, so that a phone's capital letter opens as well.
 */
export function normalisePassphrase(typed: string): string {
	const text = typed.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
	return text
		.split(/[\s\u2010-\u2015_-]+/u)
		.filter(Boolean)
		.join(' ');
}

/** Names the first word (from 1) that stands in no list, before anything is sent or stretched. */
export function checkPassphraseWords(typed: string, language: WordLanguage): Result<string> {
	const normal = normalisePassphrase(typed);
	const known = new Set(LISTS[language].map((word) => word.replaceAll('ё', 'е')));
	const words = normal.split(' ').filter(Boolean);
	const strange = words.findIndex((word) => !known.has(word));
	if (strange >= 0)
		return refuse('passphrase.word-unknown', { field: 'passphrase', params: { word: strange + 1 } });
	if (words.length !== PASSPHRASE_WORDS) {
		const params = { words: words.length, expected: PASSPHRASE_WORDS };
		return refuse('passphrase.other-length', { field: 'passphrase', params });
	}
	return ok(normal);
}
