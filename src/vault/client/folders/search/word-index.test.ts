import { describe, expect, it } from 'vitest';
import { beginsLike } from './distance.ts';
import { makeWordIndex } from './word-index.ts';
import { stemOf, wordsOf } from './words.ts';

const slots = (index: ReturnType<typeof makeWordIndex>, text: string) => {
	const found = index.find(text);
	if (!found) return [];
	return Array.from({ length: found.documents }, (_, document) => document)
		.filter((document) => (found.scores[document] ?? 0) > 0)
		.toSorted((a, b) => (found.scores[b] ?? 0) - (found.scores[a] ?? 0))
		.map((document) => found.slotOf(document));
};

describe('words', () => {
	it('are folded: case, ё, stress', () => {
		expect(wordsOf('Ёлка — за\u0301мок, 15-я № 7')).toEqual(['елка', 'замок', '15', 'я', '7']);
	});

	it.each([
		['пенсия', 'пенсии', 'пенсию', 'пенсией'],
		['задержанный', 'задержанного', 'задержанные'],
		['квартира', 'квартиры', 'квартирам'],
		['threatened', 'threatens'],
	])('%s and its forms have one stem', (...forms) => {
		expect(new Set(forms.map(stemOf)).size).toBe(1);
	});

	it('are alike at so many slips, and no more', () => {
		expect(beginsLike('пенсеон', 'пенсионер', 1)).toBe(true);
		expect(beginsLike('пнесион', 'пенсионер', 1)).toBe(true);
		expect(beginsLike('пнесеон', 'пенсионер', 1)).toBe(false);
	});
});

describe('the index', () => {
	it('puts what was typed whole before beginnings, and a title before a text', () => {
		const index = makeWordIndex();
		index.put(1, ['', 'судья', 'отказ']);
		index.put(2, ['', 'суд', 'отказ']);
		index.put(3, ['', 'письмо', 'суд']);
		expect(slots(index, 'суд')).toEqual([2, 3, 1]);
		expect(slots(index, 'отказ письмо')).toEqual([]);
		expect(index.find(' — ')).toBeUndefined();
	});

	it('forgets what was changed or removed, also once it is squeezed', () => {
		const index = makeWordIndex();
		for (let slot = 0; slot < 9000; slot++) index.put(slot, [`номер${slot} общее`]);
		for (let slot = 0; slot < 6000; slot++) index.remove(slot);
		index.put(7000, ['заменено']);
		expect(index.size()).toBe(3000);
		expect(slots(index, 'общее')).toHaveLength(2999);
		expect(slots(index, 'номер6001')).toEqual([6001]);
		expect(slots(index, 'номер7000')).toEqual([]);
		expect(slots(index, 'номер5999')).toEqual([]);
		expect(slots(index, 'заменено')).toEqual([7000]);
	});
});
