import { expect, test } from 'vitest';
import { MOST_WAITING, PAUSE_DAYS, mayAsk, type Standing } from './introduction.ts';

const [a, b, today] = ['a', 'b', '2026-11-24'];
const why = (all: readonly Standing[]) => {
	const decided = mayAsk(a, b, all, today);
	return decided.ok ? 'may' : decided.refusal.id;
};
const daysAgo = (days: number) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

test('one question at a time to one organisation, and not while theirs waits', () => {
	expect(why([])).toBe('may');
	expect(why([{ from: a, to: b, answered: null }])).toBe('introduction.already-asked');
	expect(why([{ from: b, to: a, answered: null }])).toBe('introduction.they-asked');
	expect(why([{ from: b, to: a, answered: today }])).toBe('may');
	expect(why([{ from: 'c', to: b, answered: null }])).toBe('may');
});

test('whoever was answered waits before asking the same again', () => {
	expect(why([{ from: a, to: b, answered: daysAgo(PAUSE_DAYS - 1) }])).toBe('introduction.asked-lately');
	expect(why([{ from: a, to: b, answered: daysAgo(PAUSE_DAYS) }])).toBe('may');
	const decided = mayAsk(a, b, [{ from: a, to: b, answered: daysAgo(10) }], today);
	expect(decided).toMatchObject({ refusal: { params: { count: 20 } } });
});

test('so many wait at once, and no more', () => {
	const others = Array.from({ length: MOST_WAITING }, (_, at) => ({ from: a, to: `o${at}`, answered: null }));
	expect(why(others.slice(1))).toBe('may');
	expect(why(others)).toBe('introduction.too-many');
});
