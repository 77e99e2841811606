import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { otherLayout } from './layout.ts';
import { inCyrillic, inLatin, skeleton } from './letters.ts';
import { nearestWord, slips } from './nearest.ts';
import { askWord, longestTerm, makeIsHit, readQuestion } from './question.ts';
import { markHits, snippetOf, type Part } from './snippet.ts';
import { fold, placesOf, wordsOf } from './words.ts';

const russianLetters = [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'];
const russianWord = fc.string({ unit: fc.constantFrom(...russianLetters), minLength: 1, maxLength: 12 });
const latinWord = fc.string({
	unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
	minLength: 1,
	maxLength: 12,
});

describe('words', () => {
	test.each([
		['Ещё раз: ПРАВО — право!', ['еще', 'раз', 'право', 'право']],
		['за́мок', ['замок']],
		['people’s rights', ['peoples', 'rights']],
		['Й и й', ['й', 'и', 'й']],
		['ФЗ-59, ст. 12.5', ['фз', '59', 'ст', '12', '5']],
		['\u0000 … \u200B', []],
	])('%j are %j', (text, words) => expect(wordsOf(text)).toEqual(words));

	it('stand in the text where they are said to, whatever the text', () =>
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				for (const { from, to, word } of placesOf(text)) expect(fold(text.slice(from, to))).toBe(word);
			}),
		));
});

describe('letters', () => {
	test.each([
		['Хельсинки', 'Helsinki'],
		['Екатеринбург', 'Yekaterinburg'],
		['Мария', 'Mariya'],
		['советский', 'sovetskiy'],
		['новые', 'novye'],
		['район', 'rayon'],
		['щит', 'schit'],
		['Грушин', 'Grushin'],
		['Эмнести', 'Emnesty'],
	])('%s and %s are one word', (a, b) => expect(skeleton(fold(a))).toBe(skeleton(fold(b))));

	it('a Russian word and its passport spelling are one word', () =>
		fc.assert(fc.property(russianWord, (word) => skeleton(inLatin(word)) === skeleton(word))));

	it('what is left of a word is small Latin letters and digits', () =>
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => /^[a-z0-9]*$/.test(skeleton(text)))));

	test.each([
		['prava', 'права'],
		['cheloveka', 'человека'],
		['zashchita', 'защита'],
		['yurist', 'юрист'],
	])('%s is %s', (latin, russian) => expect(inCyrillic(latin)).toBe(russian));

	it('guess Cyrillic letters only, and only for Latin words', () =>
		fc.assert(fc.property(latinWord, (word) => /^[а-я]+$/.test(inCyrillic(word) ?? ''))));
	it('guess nothing of other words', () => expect(inCyrillic('право2')).toBeUndefined());
});

describe('the other layout', () => {
	test.each([
		['ghfdj', 'право'],
		['GHFDJ xtkjdtrf', 'право человека'],
		[',fpf', 'база'],
		['кшпреы', 'rights'],
		['59', undefined],
		['ghfво', undefined],
	])('%j is %j', (typed, meant) => expect(otherLayout(typed)).toBe(meant));

	it('there and back is the same', () =>
		fc.assert(
			fc.property(russianWord, (word) => {
				const typed = otherLayout(word) ?? '';
				// Letters on the keys of signs alone look like no language.
				if (/[a-z]/.test(typed)) expect(otherLayout(typed)).toBe(word);
			}),
		));
});

describe('slips', () => {
	test.each([
		['право', 'право', 0],
		['право', 'паво', 1],
		['право', 'парво', 1],
		['праао', 'право', 1],
		['', 'abc', 3],
	])('%s, %s: %i', (a, b, count) => expect(slips(a, b)).toBe(count));

	it('are as many there as back, and never more than letters', () =>
		fc.assert(
			fc.property(latinWord, latinWord, (a, b) => {
				expect(slips(a, b)).toBe(slips(b, a));
				expect(slips(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
				expect(slips(a, b) === 0).toBe(a === b);
			}),
		));

	test.each([
		['мемариал', ['мемориал', 'материал'], 'мемориал'],
		['адвакат', ['advokat', 'адвокат'], 'адвокат'],
		['memrial', ['мемориал'], 'мемориал'],
		['суд', ['сад', 'зуд'], undefined],
		['перьм', ['пермь', 'тверь'], 'пермь'],
		['хххххх', ['право'], undefined],
	])('%s of %j is %s', (asked, known, near) => expect(nearestWord(asked, known)).toBe(near));
});

describe('a question', () => {
	test.each([
		['', 'empty'],
		['   ', 'empty'],
		['?!', 'no-words'],
		['\u0000', 'no-words'],
		['а'.repeat(longestTerm + 1), 'too-long'],
		['а б в г д е ж з и к л м н', 'too-long'],
		['право на защиту', 'asked'],
	])('%j is %s', (term, state) => expect(readQuestion(term).state).toBe(state));

	it('of whatever text is read without a fault, and its words are bounded', () =>
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (term) => {
				const question = readQuestion(term);
				if (question.state === 'asked') expect(question.words.length).toBeLessThanOrEqual(12);
			}),
		));
});

describe('a snippet', () => {
	const whole = (parts: readonly Part[]) => parts.map(({ text }) => text).join('');
	const isHit = makeIsHit([askWord('право')], (word) => (word === 'и' ? undefined : word.slice(0, 4)));

	it('marks what was asked for, as it is written', () =>
		expect(markHits('Ваше Право и pravo', isHit)).toEqual([
			{ text: 'Ваше ', hit: false },
			{ text: 'Право', hit: true },
			{ text: ' и ', hit: false },
			{ text: 'pravo', hit: true },
		]));

	it('is the beginning where nothing is asked for', () => {
		const parts = snippetOf('слово '.repeat(100), () => false);
		expect(whole(parts)).toMatch(/^слово .* …$/);
		expect(whole(parts).length).toBeLessThan(230);
	});

	it('is where the hits stand together', () => {
		const text = `право ${'слово '.repeat(100)}право на право ${'слово '.repeat(100)}`;
		const parts = snippetOf(text, isHit);
		expect(parts.filter(({ hit }) => hit)).toHaveLength(2);
		expect(whole(parts)).toMatch(/^… .*право на право.* …$/);
	});

	it('is a part of the text, whatever the text and the question', () =>
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', maxLength: 600 }),
				fc.string({ maxLength: 5 }),
				(text, asked) => {
					const words = wordsOf(asked);
					const hits = (word: string) => words.includes(word);
					const parts = snippetOf(text, hits).filter((part) => part.text !== '… ' && part.text !== ' …');
					expect(text).toContain(whole(parts));
					expect(whole(markHits(text, hits))).toBe(text);
					for (const { text: part, hit } of parts) if (hit) expect(hits(fold(part))).toBe(true);
				},
			),
		));
});
