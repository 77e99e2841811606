import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { withRuntime } from '#test/builders/server.ts';
import { within } from '../db/within.ts';
import { newId, personId, sessionId } from '../ids.ts';
import { ok, refuse } from '../result.ts';
import { action, keepingDays, perform, signedIn, sweepTraces, system, type Member } from './index.ts';

const server = withRuntime();
const day = 24 * 60 * 60 * 1000;
const anna: Member = {
	kind: 'member',
	person: newId(personId),
	session: newId(sessionId),
	level: 'full',
	memberships: [],
};
const move = action({
	name: 'test.move',
	input: z.object({}),
	access: signedIn(),
	run: async () => ok({ moved: true }),
});

const counted = (table: 'audit' | 'performed') =>
	within(server.runtime.db, system, async (tx) => {
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from accord.${sql.raw(table)}
			where person = ${anna.person}`.execute(tx);
		return rows[0]?.n;
	});

it('answers and lines of audit are forgotten when their time is over, and not before', async () => {
	const { runtime, passTime } = server;
	const key = randomUUID();
	const first = await perform(runtime, move, anna, {}, key);

	passTime((keepingDays.performed - 1) * day);
	await sweepTraces(runtime);
	expect(await counted('performed')).toBe(1);
	expect(await perform(runtime, move, anna, {}, key)).toEqual(first);

	passTime(2 * day);
	await sweepTraces(runtime);
	expect(await counted('performed')).toBe(0);
	expect(await counted('audit')).toBe(1);

	passTime((keepingDays.audit - keepingDays.performed) * day);
	await sweepTraces(runtime);
	expect(await counted('audit')).toBe(0);
});

it('what is answered once is never kept: with a key it is refused, and nothing is done', async () => {
	let made = 0;
	const make = action({
		name: 'test.makeCodes',
		answer: 'once',
		input: z.object({}),
		access: signedIn(),
		run: async () => ok({ code: `secret-${(made += 1)}` }),
	});
	expect(await perform(server.runtime, make, anna, {}, randomUUID())).toEqual(refuse('action.answers-once'));
	expect(made).toBe(0);
	expect(await perform(server.runtime, make, anna, {})).toEqual(ok({ code: 'secret-1' }));
	expect(await counted('performed')).toBe(0);
});
