import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { withDatabase } from '#test/harness/with-database.ts';
import { makeMetrics } from '../log/metrics.ts';
import { makeLog } from '../log/log.ts';
import { makePageCache } from '../cache/page-cache.ts';
import { makeShownValues } from '../cache/shown-values.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { within } from '../db/within.ts';
import { organisationId, personId, sessionId, newId, type OrganisationId } from '../ids.ts';
import { ok, refuse } from '../result.ts';
import { keysFrom } from '../server-keys.ts';
import type { Runtime } from '../runtime.ts';
import { action, everyone, memberOf, perform, signedIn, system, visitor, type Member } from './index.ts';

const database = withDatabase();
let runtime: Runtime;

beforeAll(() => {
	const { db, pool } = openDatabase(database.url);
	runtime = {
		config: readConfig({}),
		db,
		publicDb: db,
		pool,
		live: { listen: () => () => undefined, hangUp: () => undefined, close: async () => undefined },
		pages: makePageCache(),
		shown: makeShownValues(),
		log: makeLog(() => undefined),
		metrics: makeMetrics(),
		keys: keysFrom(Buffer.alloc(32)),
		held: new Map(),
		now: () => new Date('2026-11-23T12:00:00Z'),
	};
});
afterAll(() => runtime.db.destroy());

const here = newId(organisationId);
const elsewhere = newId(organisationId);
const anna = (over: Partial<Member> = {}): Member => ({
	kind: 'member',
	person: newId(personId),
	session: newId(sessionId),
	level: 'full',
	memberships: [{ organisation: here, office: false, coordinator: true, programmes: ['intake'] }],
	...over,
});

let written = 0;
const write = action({
	name: 'test.write',
	input: z.object({ organisation: organisationId, text: z.string().max(5) }),
	access: memberOf((input: { organisation: OrganisationId }) => input.organisation, { coordinator: true }),
	async run({ touched }, { text }) {
		if (text === 'bad') return refuse('test.bad');
		written += 1;
		touched('thing', here);
		return ok({ times: written });
	},
});
const audits = () => within(runtime.db, system, (tx) => tx.selectFrom('audit').selectAll().execute());

describe('an action', () => {
	it('is not performed for a stranger, without the second factor, or for another organisation', async () => {
		const input = { organisation: here, text: 'hello' };
		expect(await perform(runtime, write, visitor, input)).toEqual(refuse('access.sign-in'));
		expect(await perform(runtime, write, anna({ level: 'passphrase' }), input)).toEqual(
			refuse('access.second-factor'),
		);
		expect(await perform(runtime, write, anna(), { ...input, organisation: elsewhere })).toEqual(
			refuse('access.denied'),
		);
		const plain = anna({
			memberships: [{ organisation: here, office: false, coordinator: false, programmes: [] }],
		});
		expect(await perform(runtime, write, plain, input)).toEqual(refuse('access.denied'));
		expect(written).toBe(0);
	});

	it('names the field that cannot be used, and does nothing', async () => {
		expect(await perform(runtime, write, anna(), { organisation: here, text: 'too long' })).toMatchObject({
			refusal: { id: 'input.invalid', field: 'text' },
		});
		expect(await perform(runtime, write, anna(), null)).toMatchObject({ refusal: { id: 'input.invalid' } });
		expect(written).toBe(0);
	});

	it('answers a repeated call as the first time, once, and leaves one line of audit without content', async () => {
		const actor = anna();
		const key = randomUUID();
		const first = await perform(runtime, write, actor, { organisation: here, text: 'hello' }, key);
		const again = await perform(runtime, write, actor, { organisation: here, text: 'hello' }, key);
		expect(again).toEqual(first);
		expect(written).toBe(1);
		const lines = (await audits()).filter(({ person }) => person === actor.person);
		expect(lines).toMatchObject([{ action: 'test.write', object_kind: 'thing', object_id: here }]);
		expect(JSON.stringify(lines)).not.toContain('hello');
	});

	it('undoes everything when it refuses', async () => {
		const actor = anna();
		const half = action({
			name: 'test.half',
			input: z.object({}),
			access: signedIn(),
			async run({ tx }) {
				await tx
					.insertInto('audit')
					.values({ at: new Date(), person: actor.person, action: 'half', object_kind: '', object_id: '' })
					.execute();
				return refuse('test.half');
			},
		});
		expect(await perform(runtime, half, actor, {})).toEqual(refuse('test.half'));
		expect((await audits()).filter(({ person }) => person === actor.person)).toEqual([]);
	});

	it('tells others only after it is committed', async () => {
		const order: string[] = [];
		const tell = action({
			name: 'test.tell',
			input: z.object({ fails: z.boolean() }),
			access: everyone('a test of order'),
			async run({ afterwards }, { fails }) {
				afterwards(() => void order.push('told'));
				order.push('ran');
				return fails ? refuse('test.no') : ok(undefined);
			},
		});
		await perform(runtime, tell, visitor, { fails: true });
		await perform(runtime, tell, visitor, { fails: false });
		expect(order).toEqual(['ran', 'ran', 'told']);
	});
});

describe('the roles that work in the database', () => {
	it('see nothing outside a transaction that says who acts', async () => {
		const rows = await runtime.db.transaction().execute(async (tx) => {
			await sql`set local role accord_app`.execute(tx);
			return tx.selectFrom('audit').selectAll().execute();
		});
		expect(rows).toEqual([]);
	});

	it('see their own audit lines only', async () => {
		const actor = anna();
		await perform(runtime, write, actor, { organisation: here, text: 'mine' });
		const seen = await within(runtime.db, actor, (tx) => tx.selectFrom('audit').select('person').execute());
		expect(seen).toEqual([{ person: actor.person }]);
	});

	it('cannot touch what they were not given', async () => {
		for (const statement of [
			'delete from audit',
			'update audit set action = action',
			'select * from letter',
			'create table accord.x (a int)',
			'set role postgres',
		]) {
			await expect(
				within(runtime.db, anna(), (tx) => sql.raw(statement).execute(tx)),
				statement,
			).rejects.toThrow();
		}
	});

	it('take no actor whose ids could be statements', async () => {
		const bad = anna({ person: `x'; select 1 --` as Member['person'] });
		await expect(within(runtime.db, bad, async () => undefined)).rejects.toThrow(/shape/);
	});
});
