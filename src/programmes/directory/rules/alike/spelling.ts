import { skeleton } from '#commons/search/rules/letters.ts';

/** Letters of scholarly and library romanisations (ISO 9, GOST) in plain ones, before their marks are lost. */
const marked: Readonly<Record<string, string>> = {
	š: 'sh',
	č: 'ch',
	ž: 'zh',
	ŝ: 'shch',
	ć: 'ch',
	â: 'ya',
	û: 'yu',
	ë: 'e',
	è: 'e',
	ʹ: '',
	ʺ: '',
};

/** Small letters, ё as е, no stress, one kind of space and dash. */
export function folded(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replaceAll('ё', 'е')
		.replaceAll('\u0301', '')
		.replaceAll(/[‐-―−]/g, '-')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

/**
 * One spelling for a word in either alphabet, by whatever system it was romanised: of passports, of maps, of
 * libraries, by ear, in the German manner.
 *
 *     new Set(['Тюмень', 'Tiumen', 'Tyumenʹ', 'Tjumen', 'Tûmen'].map(sound)).size // 1
 */
export function sound(word: string): string {
	const plain = [...folded(word)].map((letter) => marked[letter] ?? letter).join('');
	return skeleton(
		plain
			.replaceAll(/s(?:ch)?tsch/g, 'shch')
			.replaceAll('tsch', 'ch')
			.replaceAll('tch', 'ch'),
	)
		.replaceAll('ou', 'u')
		.replaceAll('io', 'e')
		.replaceAll(/i+(?=[aeu])/g, '')
		.replaceAll(/([a-z])\1+/g, '$1');
}

export const hasCyrillic = (text: string): boolean => /\p{Script=Cyrillic}/u.test(text);
