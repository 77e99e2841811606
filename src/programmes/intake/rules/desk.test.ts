import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequestFacts } from '../model/desk.ts';
import {
	answer,
	assign,
	conclude,
	giveBack,
	handOver,
	isOpen,
	mark,
	released,
	reopen,
	take,
	writtenAgain,
	type Change,
} from './desk.ts';
import { checkTurn, onDuty } from './duty.ts';
import { whoIsTold } from './mail.ts';

const now = new Date('2026-11-23T12:10:00Z');
const [ours, theirs, anna, boris] = ['ours', 'theirs', 'anna', 'boris'];
const facts = (over: Partial<RequestFacts> = {}): RequestFacts => ({
	organisation: ours,
	folder: 'f',
	vault: 'v',
	need: 'prison',
	region: null,
	urgent: false,
	status: 'received',
	sealedBy: 'browser',
	arrivedOn: '2026-11-23',
	desk: ours,
	takenBy: null,
	takenAt: null,
	alertAfter: new Date('2026-11-24T13:00:00Z'),
	alertedAt: null,
	backup: null,
	outcome: null,
	...over,
});
const refusal = (result: { ok: boolean }) => (result as { refusal?: { id: string } }).refusal?.id;
const value = (result: { ok: true; value: Change } | { ok: false; refusal: unknown }): Change => {
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return result.value;
};

describe('taking', () => {
	it('gives it to the first, and the second is refused', () => {
		const first = value(take(facts(), { person: anna, desk: ours }, now));
		expect(first).toEqual({
			takenBy: anna,
			takenAt: now,
			desk: ours,
			status: 'reading',
			alertAfter: null,
			alertedAt: null,
		});
		const after = facts({ ...first });
		expect(refusal(take(after, { person: boris, desk: ours }, now))).toBe('request.already-taken');
		expect(value(take(after, { person: anna, desk: ours }, now))).toEqual({});
	});

	it('is for the desk that carries it or owns it; once alerted, for whoever holds it', () => {
		const handed = facts({ desk: theirs });
		expect(value(take(handed, { person: anna, desk: ours }, now)).desk).toBe(ours);
		expect(value(take(handed, { person: boris, desk: theirs }, now)).desk).toBe(theirs);
		const backup = { person: boris, desk: 'backup' };
		expect(refusal(take(facts(), backup, now))).toBe('request.with-another-desk');
		expect(value(take(facts({ alertedAt: now }), backup, now)).desk).toBe('backup');
	});

	it('given back, it waits with a new alert; an answered one waits for its sender', () => {
		const back = value(giveBack(facts({ status: 'reading', takenBy: anna, takenAt: now }), now));
		expect(back).toMatchObject({ status: 'received', takenBy: null });
		expect(back.alertAfter).toEqual(new Date('2026-11-24T13:00:00Z'));
		const answered = value(giveBack(facts({ status: 'answered', takenBy: anna, takenAt: now }), now));
		expect(answered).toMatchObject({ status: 'answered', takenBy: null, alertAfter: null });
		expect(refusal(giveBack(facts(), now))).toBe('request.not-taken');
	});

	it('goes on with a colleague', () => {
		expect(value(assign(facts({ takenBy: anna, status: 'answered' }), boris, now))).toMatchObject({
			takenBy: boris,
			status: 'answered',
		});
		expect(value(assign(facts({ takenBy: anna }), anna, now))).toEqual({});
	});
});

describe('marking', () => {
	it('what becomes urgent alerts sooner, never later', () => {
		expect(value(mark(facts(), { urgent: true }, now)).alertAfter).toEqual(new Date('2026-11-23T13:15:00Z'));
		const soon = new Date('2026-11-23T12:30:00Z');
		expect(value(mark(facts({ alertAfter: soon }), { urgent: true }, now)).alertAfter).toEqual(soon);
		expect(value(mark(facts({ takenBy: anna, alertAfter: null }), { urgent: true }, now))).toEqual({
			urgent: true,
		});
	});
});

describe('answering, closing, going on', () => {
	it('an answer to what nobody has takes it; a last word after closing does not open it', () => {
		expect(value(answer(facts(), { person: anna, desk: ours }, now))).toMatchObject({
			status: 'answered',
			takenBy: anna,
		});
		expect(
			value(answer(facts({ takenBy: boris, status: 'reading' }), { person: anna, desk: ours }, now)),
		).toEqual({ status: 'answered' });
		expect(value(answer(facts({ status: 'closed' }), { person: anna, desk: ours }, now))).toEqual({});
	});

	it('closes with an outcome, or as not ours without one', () => {
		expect(value(conclude(facts(), 'advised'))).toMatchObject({ status: 'closed', outcome: 'advised' });
		expect(value(conclude(facts(), 'not-ours'))).toMatchObject({ status: 'not-ours', outcome: null });
	});

	it('opened again it is with whoever had it, else with whoever opens it', () => {
		const closed = facts({ status: 'closed', outcome: 'advised' });
		expect(value(reopen(closed, boris, now))).toMatchObject({
			status: 'reading',
			takenBy: boris,
			outcome: null,
		});
		expect(value(reopen({ ...closed, takenBy: anna }, boris, now)).takenBy).toBe(anna);
		expect(value(reopen(facts(), boris, now))).toEqual({});
	});

	it('a sender who writes again opens it, and somebody must look in time', () => {
		expect(writtenAgain(facts({ status: 'closed', takenBy: anna }), now)).toEqual({
			status: 'reading',
			alertAfter: null,
		});
		expect(writtenAgain(facts({ status: 'closed' }), now)).toMatchObject({ status: 'received' });
		expect(writtenAgain(facts({ status: 'answered' }), now).alertAfter).not.toBeNull();
	});

	it('handed over it waits at the other desk, and only where the folder was shared', () => {
		expect(refusal(handOver(facts(), theirs, [], now))).toBe('request.not-shared');
		expect(refusal(handOver(facts(), ours, [theirs], now))).toBe('request.with-them-already');
		expect(value(handOver(facts({ takenBy: anna, status: 'reading' }), theirs, [theirs], now))).toMatchObject(
			{
				desk: theirs,
				takenBy: null,
				status: 'received',
				alertAfter: new Date('2026-11-24T13:00:00Z'),
			},
		);
	});
});

const anyFacts = fc.record({
	status: fc.constantFrom('received', 'reading', 'answered', 'closed', 'not-ours'),
	takenBy: fc.constantFrom(null, anna, boris),
	urgent: fc.boolean(),
	desk: fc.constantFrom(ours, theirs),
	alertedAt: fc.constantFrom(null, now),
});

it('whatever is done, an open request is in somebody’s hands, answered, or has an alert', () => {
	const by = { person: anna, desk: ours };
	fc.assert(
		fc.property(anyFacts, fc.nat(8), (some, step) => {
			// As it stands before, the rule holds.
			const before = facts({ ...(some as Partial<RequestFacts>) });
			const start = facts({
				...before,
				alertAfter: isOpen(before) && before.takenBy === null && before.status !== 'answered' ? now : null,
			});
			const did = [
				take(start, by, now),
				giveBack(start, now),
				assign(start, boris, now),
				mark(start, { urgent: true }, now),
				answer(start, by, now),
				conclude(start, 'advised'),
				reopen(start, anna, now),
				handOver(start, 'elsewhere', ['elsewhere'], now),
				{ ok: true as const, value: released(start, now) },
			][step];
			const after = did?.ok ? { ...start, ...did.value } : start;
			if (isOpen(after) && after.takenBy === null && after.status !== 'answered') {
				expect(after.alertAfter).not.toBeNull();
			}
			if (!isOpen(after)) expect(after.alertAfter).toBeNull();
			if (!isOpen(start) && step !== 6) expect(isOpen(after)).toBe(false);
		}),
	);
});

describe('duty', () => {
	const turn = (from: string, to: string, person = anna) => ({
		person,
		startsAt: new Date(from),
		endsAt: new Date(to),
	});
	it('is refused where it cannot be', () => {
		expect(checkTurn(turn('2026-11-23T09:00Z', '2026-11-23T21:00Z'), now).ok).toBe(true);
		expect(refusal(checkTurn(turn('2026-11-23T09:00Z', '2026-11-23T09:00Z'), now))).toBe(
			'duty.ends-before-it-begins',
		);
		expect(refusal(checkTurn(turn('2026-11-20T09:00Z', '2026-11-21T09:00Z'), now))).toBe('duty.over');
		expect(refusal(checkTurn(turn('2026-11-20T09:00Z', '2026-12-21T09:00Z'), now))).toBe('duty.too-long');
		expect(refusal(checkTurn(turn('2028-11-20T09:00Z', '2028-11-21T09:00Z'), now))).toBe('duty.too-far');
	});
	it('is whoever stands in a turn now, each once', () => {
		const turns = [
			turn('2026-11-23T09:00Z', '2026-11-23T21:00Z'),
			turn('2026-11-23T12:00Z', '2026-11-23T14:00Z'),
			turn('2026-11-23T09:00Z', '2026-11-23T12:10Z', boris),
		];
		expect(onDuty(turns, now)).toEqual([anna]);
	});
});

it('mail goes to whoever is on duty, to all where nobody is or it is urgent, once a person', () => {
	const person = (name: string, over: Partial<Parameters<typeof whoIsTold>[0][number]> = {}) => ({
		person: name,
		onDuty: false,
		somebodyOnDuty: true,
		urgent: false,
		...over,
	});
	const told = (due: Parameters<typeof whoIsTold>[0]) => whoIsTold(due).map((one) => one.person);
	expect(told([person(anna, { onDuty: true }), person(boris)])).toEqual([anna]);
	expect(told([person(anna, { somebodyOnDuty: false }), person(boris, { somebodyOnDuty: false })])).toEqual([
		anna,
		boris,
	]);
	expect(
		told([person(anna, { urgent: true }), person(boris, { urgent: true }), person(boris, { urgent: true })]),
	).toEqual([anna, boris]);
});
