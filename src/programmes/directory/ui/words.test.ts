import { expect, it } from 'vitest';
import { agoWords } from './words.ts';

it('how long ago is said in whole days, months and years, never more than it is', () => {
	const today = '2026-11-24';
	expect(agoWords(today, today, 'ru')).toBe('сегодня');
	expect(agoWords('2026-11-23', today, 'en')).toBe('yesterday');
	expect(agoWords('2026-11-03', today, 'ru')).toBe('21 день назад');
	expect(agoWords('2026-04-20', today, 'ru')).toBe('7 месяцев назад');
	expect(agoWords('2025-12-01', today, 'en')).toBe('11 months ago');
	expect(agoWords('2024-11-20', today, 'ru')).toBe('2 года назад');
	expect(agoWords('2027-01-01', today, 'en')).toBe('today');
});
