import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	broughtBack,
	insertDesk,
	insertMember,
	insertTestRequest,
	sealedTestEntry,
	shareTestRequest,
	type TestDesk,
	type TestMember,
	type TestRequest,
} from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import type { RequestAnswer } from './staff/take.ts';
import * as staffActions from './staff.ts';

const server = withRuntime();
const people = {} as Record<
	'anna' | 'boris' | 'chief' | 'monitor' | 'keyless' | 'neighbour' | 'neighboursChief' | 'office',
	TestMember
>;
let ours: TestDesk;
let theirs: TestDesk;
let empty: TestDesk;

beforeAll(async () => {
	await vaultReady();
	const { runtime } = server;
	ours = await insertDesk(runtime, 'Ours');
	theirs = await insertDesk(runtime, 'Theirs');
	empty = await insertDesk(runtime, 'Empty');
	const office = await insertDesk(runtime, 'Office', { office: true });
	people.anna = await insertMember(runtime, ours, 'Anna');
	people.boris = await insertMember(runtime, ours, 'Boris');
	people.chief = await insertMember(runtime, ours, 'Chief', { coordinator: true });
	people.monitor = await insertMember(runtime, ours, 'Monitor', { programmes: ['monitoring'] });
	people.keyless = await insertMember(runtime, ours, 'Keyless', { holds: false });
	people.neighbour = await insertMember(runtime, theirs, 'Neighbour');
	people.neighboursChief = await insertMember(runtime, theirs, 'Their chief', { coordinator: true });
	people.office = await insertMember(runtime, office, 'Office', { coordinator: true });
});

const fresh = () => insertTestRequest(server.runtime, ours);
const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const answer = async (asked: Promise<Result<unknown>>): Promise<RequestAnswer> => {
	const result = await asked;
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return result.value as RequestAnswer;
};
const withEntry = (at: TestRequest, chain: 'dialogue' | 'internal', more: object = {}) => ({
	...at,
	entries: [sealedTestEntry(ours, at, chain)],
	...more,
});

describe('taking', () => {
	it('lets one of two in and tells the other who it is', async () => {
		for (let round = 0; round < 5; round++) {
			const at = await fresh();
			const both = await Promise.all([
				people.anna.act('intake.takeRequest', at),
				people.boris.act('intake.takeRequest', at),
			]);
			const lost = both.filter((result) => !result.ok);
			expect(lost).toHaveLength(1);
			const winner = both[0].ok ? 'Anna' : 'Boris';
			expect(lost[0]).toMatchObject({ refusal: { id: 'request.already-taken', params: { by: winner } } });
		}
	});

	it('advances the vault, so that every desk hears of it', async () => {
		const at = await fresh();
		const change = () =>
			within(server.runtime.db, system, (tx) =>
				tx.selectFrom('folder').select('change').where('id', '=', at.folder).executeTakeFirstOrThrow(),
			);
		const before = await change();
		await answer(people.anna.act('intake.takeRequest', at));
		expect((await change()).change).toBeGreaterThan(before.change);
	});

	it('answers a repeated call as before, and carries what may be done next', async () => {
		const at = await fresh();
		const key = randomUUID();
		const first = await answer(people.anna.act('intake.takeRequest', at, key));
		expect(await answer(people.anna.act('intake.takeRequest', at, key))).toEqual(
			JSON.parse(JSON.stringify(first)),
		);
		expect(first.may).toEqual({
			read: true,
			take: false,
			giveBack: true,
			remindBackup: false,
			assign: true,
			mark: true,
			answer: true,
			conclude: true,
			reopen: false,
			handOver: true,
		});
		const seen = await answer(people.boris.act('intake.viewRequest', at));
		expect(seen.may).toMatchObject({ take: false, giveBack: false, conclude: false, answer: true });
	});
});

describe('giving on', () => {
	it('to a colleague who can open it, by whoever has it or a coordinator', async () => {
		const at = await fresh();
		const to = (member: TestMember) => ({ ...at, to: member.person });
		await answer(people.anna.act('intake.takeRequest', at));
		expect(refusal(await people.boris.act('intake.assignRequest', to(people.boris)))).toBe('access.denied');
		expect(refusal(await people.anna.act('intake.assignRequest', to(people.keyless)))).toBe(
			'request.colleague-cannot-open',
		);
		expect(refusal(await people.chief.act('intake.assignRequest', to(people.neighbour)))).toBe(
			'request.colleague-cannot-open',
		);
		const given = await answer(people.anna.act('intake.assignRequest', to(people.boris)));
		expect(given.facts.takenBy).toBe(people.boris.person);
		expect(refusal(await people.anna.act('intake.giveBackRequest', at))).toBe('access.denied');
		const back = await answer(people.chief.act('intake.giveBackRequest', at));
		expect(back.facts).toMatchObject({ takenBy: null, status: 'received' });
		expect(back.facts.alertAfter).not.toBeNull();
	});

	it('to another organisation once it holds the keys and somebody is there', async () => {
		const at = await fresh();
		const to = { ...at, to: theirs.organisation };
		expect(refusal(await people.anna.act('intake.handOverRequest', to))).toBe('request.not-shared');
		await shareTestRequest(server.runtime, at, theirs);
		await shareTestRequest(server.runtime, at, empty);
		expect(refusal(await people.anna.act('intake.handOverRequest', { ...at, to: empty.organisation }))).toBe(
			'request.receiver-closed',
		);
		// Shared is not handed over: the neighbour reads, and does nothing yet.
		expect(refusal(await people.neighbour.act('intake.takeRequest', at))).toBe('request.with-another-desk');
		const handed = await answer(people.anna.act('intake.handOverRequest', to));
		expect(handed.facts).toMatchObject({ desk: theirs.organisation, status: 'received', takenBy: null });
		expect(handed.may).toMatchObject({ take: true, answer: false, mark: false, handOver: false });
		expect(refusal(await people.boris.act('intake.answerRequest', withEntry(at, 'dialogue')))).toBe(
			'access.denied',
		);
		const taken = await answer(people.neighbour.act('intake.takeRequest', at));
		expect(taken.facts.takenBy).toBe(people.neighbour.person);
		const late = await people.anna.act('intake.takeRequest', at);
		expect(late).toMatchObject({ refusal: { params: { by: 'Theirs / Theirs' } } });
		await answer(people.neighbour.act('intake.answerRequest', withEntry(at, 'dialogue')));
		expect(refusal(await people.chief.act('intake.giveBackRequest', at))).toBe('access.denied');
		await answer(people.neighboursChief.act('intake.giveBackRequest', at));
	});
});

describe('answering and closing', () => {
	it('keeps the entry and the status together, once', async () => {
		const at = await fresh();
		const input = withEntry(at, 'dialogue');
		const first = await answer(people.anna.act('intake.answerRequest', input));
		expect(first.facts).toMatchObject({ status: 'answered', takenBy: people.anna.person });
		await answer(people.anna.act('intake.answerRequest', input));
		const entries = await within(server.runtime.db, system, (tx) =>
			tx.selectFrom('entry').select('id').where('folder', '=', at.folder).execute(),
		);
		expect(entries).toHaveLength(1);
	});

	it('is refused whole where the entry is of the other chain or of another folder', async () => {
		const at = await fresh();
		const other = await fresh();
		expect(refusal(await people.anna.act('intake.answerRequest', withEntry(at, 'internal')))).toBe(
			'request.other-chain',
		);
		const elsewhere = { ...at, entries: [sealedTestEntry(ours, other, 'dialogue')] };
		expect(refusal(await people.anna.act('intake.answerRequest', elsewhere))).toBe('entry.other-place');
		expect((await answer(people.anna.act('intake.viewRequest', at))).facts.status).toBe('received');
	});

	it('closes with an outcome and opens again; a closed one is not closed twice', async () => {
		const at = await fresh();
		await answer(people.anna.act('intake.takeRequest', at));
		const closing = () => withEntry(at, 'internal', { outcome: 'advised' });
		expect(refusal(await people.boris.act('intake.closeRequest', closing()))).toBe('access.denied');
		const closed = await answer(people.anna.act('intake.closeRequest', closing()));
		expect(closed.facts).toMatchObject({ status: 'closed', outcome: 'advised' });
		expect(closed.may).toMatchObject({ reopen: true, conclude: false, mark: false, take: false });
		expect(refusal(await people.anna.act('intake.closeRequest', closing()))).toBe('request.not-open');
		const again = await answer(people.boris.act('intake.reopenRequest', withEntry(at, 'internal')));
		expect(again.facts).toMatchObject({ status: 'reading', takenBy: people.anna.person, outcome: null });
		const declined = await answer(people.anna.act('intake.declineRequest', withEntry(at, 'internal')));
		expect(declined.facts.status).toBe('not-ours');
	});

	it('marks need, region and urgency', async () => {
		const at = await fresh();
		const marks = { need: 'army', region: null, urgent: true };
		const marked = await answer(people.boris.act('intake.markRequest', withEntry(at, 'internal', { marks })));
		expect(marked.facts).toMatchObject(marks);
	});
});

describe('nobody else', () => {
	const input = (at: TestRequest): Record<string, object> => {
		const sealed = { ...at, entries: [sealedTestEntry(ours, at, 'internal')] };
		return {
			'intake.takeRequest': at,
			'intake.giveBackRequest': at,
			'intake.remindBackupDesk': at,
			'intake.viewRequest': at,
			'intake.assignRequest': { ...at, to: people.anna.person },
			'intake.handOverRequest': { ...at, to: theirs.organisation },
			'intake.answerRequest': sealed,
			'intake.declineRequest': sealed,
			'intake.reopenRequest': sealed,
			'intake.closeRequest': { ...sealed, outcome: 'advised' },
			'intake.markRequest': { ...sealed, marks: {} },
			'intake.viewDesk': { organisation: ours.organisation },
			'intake.putOnDuty': {
				organisation: ours.organisation,
				id: randomUUID(),
				person: people.anna.person,
				startsAt: '2026-11-23T09:00:00Z',
				endsAt: '2099-11-23T19:00:00Z',
			},
			'intake.takeOffDuty': { organisation: ours.organisation, id: randomUUID() },
			'intake.bringBackRequest': broughtBack(ours, at, randomUUID()),
			'intake.enterRequest': {
				organisation: ours.organisation,
				vault: ours.vault,
				folder: randomUUID(),
				kind: 'request',
				entries: [],
				keys: [],
				facts: { need: 'prison', region: null, urgent: false },
				follow: { locatorHash: 'A'.repeat(43), authenticationHash: 'A'.repeat(43) },
			},
		};
	};
	const inside = ['intake.viewDesk'];

	it('is let in: another organisation, the office, no key, no work in the intake', async () => {
		const at = await fresh();
		const table = input(at);
		// `readNetworkDesks` is open to every member; every other action of the staff is tried.
		const names = Object.values(staffActions).map(({ name }) => name);
		expect(Object.keys(table).sort()).toEqual(
			names.filter((name) => name !== 'intake.readNetworkDesks').sort(),
		);
		for (const [name, given] of Object.entries(table)) {
			for (const stranger of ['neighbour', 'neighboursChief', 'office'] as const) {
				const said = refusal(await people[stranger].act(name, given));
				expect(['access.denied', 'input.invalid'], `${name} by ${stranger}`).toContain(said);
			}
			if (inside.includes(name)) continue;
			const monitor = refusal(await people.monitor.act(name, given));
			expect(['access.denied', 'input.invalid'], `${name} by a monitor`).toContain(monitor);
		}
		for (const name of ['intake.takeRequest', 'intake.viewRequest', 'intake.answerRequest']) {
			expect(refusal(await people.keyless.act(name, table[name])), name).toBe('access.denied');
		}
		expect((await answer(people.anna.act('intake.viewRequest', at))).facts.status).toBe('received');
	});
});
