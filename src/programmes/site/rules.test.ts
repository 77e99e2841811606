import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byLetter, type Entry } from './rules.ts';

const entries = (...titles: string[]): Entry[] => titles.map((title) => ({ title, path: `/${title}` }));
const shown = (titles: string[], locale: 'ru' | 'en') =>
	byLetter(entries(...titles), locale).map(
		({ letter, entries: list }) => `${letter}: ${list.map(({ title }) => title).join(', ')}`,
	);

it('goes by the reader’s alphabet, quotation marks passed over, ё with е', () => {
	expect(shown(['Яблоко', '«Мемориал»', 'Ёж', 'Ель', 'матери', 'Helsinki', '59-я статья'], 'ru')).toEqual([
		'Е: Ёж, Ель',
		'М: матери, «Мемориал»',
		'Я: Яблоко',
		'H: Helsinki',
		'0–9: 59-я статья',
	]);
	expect(shown(['Zeal', 'Мемориал', 'about', 'Éclair'], 'en')[0]).toBe('A: about');
});

it('holds every entry once, whatever the titles', () =>
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'grapheme' })), (titles) => {
			const listed = byLetter(entries(...titles), 'ru').flatMap((group) => group.entries);
			expect(listed.map(({ title }) => title).sort()).toEqual([...titles].sort());
		}),
	));
