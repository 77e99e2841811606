import { fromBase64url } from './bytes.ts';
import type { Fingerprint } from './model.ts';
import type { WordLanguage } from './passphrase.ts';
import { WORDS as EN } from './words/fingerprint-en.ts';
import { WORDS as RU } from './words/fingerprint-ru.ts';

/** Eight words of 1,024: 80 bits, read aloud in a quarter of a minute. */
export const FINGERPRINT_WORDS = 8;

const LISTS: Readonly<Record<WordLanguage, readonly string[]>> = { en: EN, ru: RU };

/** A fingerprint as words to compare face to face or by voice; the same bits in either language. */
export function fingerprintWords(fingerprint: Fingerprint, language: WordLanguage): string[] {
	const bytes = fromBase64url(fingerprint) ?? new Uint8Array();
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	return Array.from({ length: FINGERPRINT_WORDS }, (_, word) => {
		const index = Number.parseInt(bits.slice(word * 10, word * 10 + 10), 2);
		return LISTS[language][index] ?? '';
	});
}

/** The whole fingerprint for a poster or a second channel: groups of four letters and digits, hexadecimal. */
export function fingerprintHex(fingerprint: Fingerprint): string {
	const bytes = fromBase64url(fingerprint) ?? new Uint8Array();
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return (hex.match(/.{4}/g) ?? []).join(' ');
}
