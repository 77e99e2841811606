import { expect, test } from 'vitest';
import { dueSince, isStale, staleFrom } from './assured.ts';

test.each([
	['2026-01-15', '2026-07-15'],
	['2026-08-31', '2027-02-28'],
	['2027-08-31', '2028-02-29'],
	['2026-03-31', '2026-09-30'],
])('what was assured on %s is to be assured again on %s', (assured, again) => {
	expect(staleFrom(assured)).toBe(again);
	expect(isStale(assured, again)).toBe(true);
	expect(isStale(assured, assured)).toBe(false);
});

test('on every day of five years, what is due is what has become stale', () => {
	for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2029, 0, 1); day += 86_400_000) {
		const today = new Date(day).toISOString().slice(0, 10);
		const due = dueSince(today);
		expect(isStale(due, today), today).toBe(true);
		const next = new Date(Date.parse(due) + 86_400_000).toISOString().slice(0, 10);
		expect(isStale(next, today), `${next} on ${today}`).toBe(false);
	}
});
