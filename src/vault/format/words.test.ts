import { beforeAll, describe, expect, test } from 'vitest';
import { spell } from './ids.ts';
import { fingerprintHex, fingerprintWords } from './fingerprint.ts';
import { Fingerprint } from './model.ts';
import { checkPassphraseWords, newPassphrase, normalisePassphrase, PASSPHRASE_WORDS } from './passphrase.ts';
import { randomBytes, vaultReady } from './sodium.ts';
import { makeSealingPair, makeSigningPair, personFingerprint } from '../seal/pairs.ts';
import { WORDS as FINGERPRINT_EN } from './words/fingerprint-en.ts';
import { WORDS as FINGERPRINT_RU } from './words/fingerprint-ru.ts';
import { WORDS as PASSPHRASE_EN } from './words/passphrase-en.ts';
import { WORDS as PASSPHRASE_RU } from './words/passphrase-ru.ts';

beforeAll(vaultReady);

const plainSpelling = (word: string): string => word.replaceAll('ё', 'е');

describe('word lists', () => {
	test('have the length that their bits promise, every word once and plainly spelt', () => {
		const lists = [
			[PASSPHRASE_EN, 2048, /^[a-z]{3,8}$/],
			[PASSPHRASE_RU, 2048, /^[а-яё]{3,9}$/],
			[FINGERPRINT_EN, 1024, /^[a-z]{4,8}$/],
			[FINGERPRINT_RU, 1024, /^[а-яё]{4,8}$/],
		] as const;
		for (const [list, length, letters] of lists) {
			expect(list).toHaveLength(length);
			expect(new Set(list.map(plainSpelling)).size).toBe(length);
			expect(list.filter((word) => !letters.test(word))).toEqual([]);
		}
	});

	test('fingerprint words differ by two letters or more', () => {
		for (const list of [FINGERPRINT_EN, FINGERPRINT_RU]) {
			const words = list.map(plainSpelling);
			const near = words.flatMap((a, at) =>
				words
					.slice(at + 1)
					.filter((b) => oneApart(a, b))
					.map((b) => `${a}/${b}`),
			);
			expect(near).toEqual([]);
		}
	});

	test('no Russian passphrase word is one letter from another, or begins another', () => {
		const words = PASSPHRASE_RU.map(plainSpelling);
		const near = words.flatMap((a, at) =>
			words
				.slice(at + 1)
				.filter((b) => oneApart(a, b) || a.startsWith(b) || b.startsWith(a))
				.map((b) => `${a}/${b}`),
		);
		expect(near).toEqual([]);
	});
});

describe('passphrases', () => {
	test('are seven words of the list and open however they are typed', () => {
		for (const language of ['en', 'ru'] as const) {
			const passphrase = newPassphrase(language);
			const normal = normalisePassphrase(passphrase);
			expect(passphrase.split(' ')).toHaveLength(PASSPHRASE_WORDS);
			expect(checkPassphraseWords(passphrase, language)).toEqual({ ok: true, value: normal });
			expect(normalisePassphrase(`  ${passphrase.toUpperCase().replaceAll(' ', ' - ')}\n`)).toBe(normal);
			expect(checkPassphraseWords(passphrase.replace(/\S+$/, 'xyzzy'), language)).toMatchObject({
				refusal: { id: 'passphrase.word-unknown', params: { word: 7 } },
			});
			expect(checkPassphraseWords(passphrase.replace(/ \S+$/, ''), language)).toMatchObject({
				refusal: { id: 'passphrase.other-length', params: { words: 6, expected: 7 } },
			});
		}
		expect(normalisePassphrase('Ёлка')).toBe('елка');
	});
});

test('a person’s fingerprint changes with either key', () => {
	const [a, b] = [makeSigningPair().public, makeSigningPair().public];
	const [x, y] = [makeSealingPair().public, makeSealingPair().public];
	const prints = [a, b].flatMap((signing) =>
		[x, y].map((sealing) => personFingerprint({ signing, sealing })),
	);
	expect(new Set(prints).size).toBe(4);
});

test('a fingerprint is eight words of the same bits in either language', () => {
	const fingerprint = spell(Fingerprint, randomBytes(32));
	const [en, ru] = [fingerprintWords(fingerprint, 'en'), fingerprintWords(fingerprint, 'ru')];
	expect(en).toHaveLength(8);
	expect(en.map((word) => FINGERPRINT_EN.indexOf(word))).toEqual(
		ru.map((word) => FINGERPRINT_RU.indexOf(word)),
	);
	expect(fingerprintHex(fingerprint)).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
});

function oneApart(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	let start = 0;
	while (start < a.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	return Math.max(a.length, b.length) - start - end <= 1;
}
