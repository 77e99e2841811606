import { describe, expect, it } from 'vitest';
import { comingSafely, emergencyFacts, whatToTell } from './safety.ts';

describe('advice that ages', () => {
	it('is three sentences on coming more safely', () => {
		expect(comingSafely.map((advice) => advice.id)).toEqual(['bridges', 'mirrors', 'telephone']);
	});

	it('is dated by the month', () => {
		const dates = [...comingSafely, ...emergencyFacts].map((advice) => advice.asOf);
		expect(dates.filter((date) => !/^20\d\d-(0[1-9]|1[0-2])$/.test(date))).toEqual([]);
	});

	it('is calm, and says one thing in one sentence', () => {
		const texts = [...comingSafely, ...emergencyFacts].flatMap(({ text }) => [text.ru, text.en]);
		expect(texts.filter((text) => text.includes('!') || text.length > 220)).toEqual([]);
		expect(whatToTell.ru).not.toBe(whatToTell.en);
	});

	it('says where each fact on detention stands', () => {
		expect(emergencyFacts.filter(({ source }) => !/\d/.test(source.ru) || !/\d/.test(source.en))).toEqual([]);
	});
});
