import { describe, expect, it } from 'vitest';
import { conditionsOf, sortOf, standingOf, type QueueFilter } from './queue.ts';

const reader = { person: 'anna', organisations: ['ours'] };
const filter = (over: Partial<QueueFilter>): QueueFilter => ({
	scope: 'untaken',
	need: null,
	region: null,
	urgent: false,
	...over,
});

describe('the queue', () => {
	it('shows as untaken what our desk may take', () => {
		expect(conditionsOf(filter({}), reader)).toContainEqual({
			field: 'facts.openTo',
			in: ['ours', 'anybody'],
		});
		expect(conditionsOf(filter({ scope: 'mine' }), reader)).toContainEqual({
			field: 'facts.takenBy',
			is: 'anna',
		});
	});
	it('narrows by need, region (none named, too) and urgency', () => {
		const narrowed = conditionsOf(filter({ need: 'prison', region: '', urgent: true }), reader);
		expect(narrowed).toEqual(
			expect.arrayContaining([
				{ field: 'facts.need', is: 'prison' },
				{ field: 'facts.region', is: null },
				{ field: 'facts.urgent', is: true },
			]),
		);
	});
	it('puts the urgent and the longest waiting first', () => {
		expect(sortOf(filter({})).map(({ field }) => field)).toEqual([
			'facts.urgent',
			'facts.arrivedOn',
			'change',
		]);
	});
});

describe('how a row stands', () => {
	const now = new Date('2026-11-23T12:00:00Z');
	const facts = { status: 'received', takenBy: null, urgent: false, alerted: false, alertAfter: null };
	const standing = (
		over: Partial<Record<keyof typeof facts, string | boolean | null>>,
		nextDate: string | null = null,
	) => standingOf({ ...facts, ...over }, { nextDate, reader: 'anna', now });
	it('says lateness before everything but that it is closed', () => {
		expect(standing({ alertAfter: '2026-11-23T11:00:00Z', urgent: true })).toBe('overdue');
		expect(standing({ alerted: true })).toBe('overdue');
		expect(standing({ takenBy: 'anna' }, '2026-11-22')).toBe('date-passed');
		expect(standing({ status: 'closed', alerted: true }, '2026-11-22')).toBe('closed');
	});
	it('tells mine from others', () => {
		expect(standing({})).toBe('new');
		expect(standing({ urgent: true })).toBe('urgent');
		expect(standing({ takenBy: 'anna', status: 'reading' }, '2026-11-23')).toBe('mine');
		expect(standing({ takenBy: 'boris', status: 'reading' })).toBe('with-others');
		expect(standing({ takenBy: 'anna', status: 'answered' })).toBe('answered');
	});
});
