import { describe, expect, it } from 'vitest';
import { exactDay, exactTime, timeInWords } from './time.ts';

const now = Date.UTC(2026, 10, 23, 12, 0);
const ago = (minutes: number) => now - minutes * 60_000;
const en = { locale: 'en', timeZone: 'Europe/Moscow' } as const;
const ru = { locale: 'ru', timeZone: 'Europe/Moscow' } as const;

describe('times in words', () => {
	it('says the age in the shortest unit that fits, never broken over two lines', () => {
		expect(timeInWords(ago(5), now, 'age', en)).toBe('5\u202Fmin');
		expect(timeInWords(ago(125), now, 'age', en)).toBe('2\u202Fh');
		expect(timeInWords(ago(125), now, 'age', ru)).toBe('2\u202Fч');
		expect(timeInWords(ago(3 * 1440), now, 'age', ru)).toBe('3\u202Fд.');
		expect(timeInWords(ago(20 * 1440), now, 'age', en)).toBe('3 Nov');
	});

	it('never tells an age below nothing when two clocks differ', () => {
		expect(timeInWords(ago(-10), now, 'age', en)).toBe('0\u202Fmin');
	});

	it('says what is ahead and what is past', () => {
		expect(timeInWords(ago(-180), now, 'relative', en)).toBe('in 3 hours');
		expect(timeInWords(ago(1440), now, 'relative', ru)).toBe('вчера');
		expect(timeInWords(ago(60 * 1440), now, 'relative', ru)).toBe('24 сентября');
	});

	it('names the year where it is not the present one, by the reader’s own midnight', () => {
		expect(timeInWords(Date.UTC(2025, 11, 31, 20, 0), now, 'date', en)).toBe('31 December 2025');
		expect(timeInWords(Date.UTC(2025, 11, 31, 22, 0), now, 'date', en)).toBe('1 January');
	});

	it('says only the day where no hour is known', () => {
		const days = (ago: number) => timeInWords(now - ago * 86_400_000, now, 'day', ru);
		expect([days(0), days(1), days(3), days(8)]).toEqual(['сегодня', 'вчера', '3\u202Fд.', '15 нояб.']);
		expect(exactDay(now, en)).toBe('23 November 2026');
	});

	it('gives the exact time in the zone it was asked for', () => {
		expect(exactTime(now, en)).toBe('23 November 2026 at 15:00');
		expect(exactTime(now, ru)).toContain('23 ноября 2026');
	});
});
