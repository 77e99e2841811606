/**
 * Absent: what is another's is in no list, no count and no answer. Two proofs: below every action, each
 * table as the database shows it to each role; and every reading action, asked by a stranger about all that
 * is their own.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { actions } from '#app/actions.ts';
import { perform } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { withRuntime } from '#test/builders/server.ts';
import { attempts } from './matrix/inputs.ts';
import { makeWorld, type Role, type World } from './matrix/world.ts';

const server = withRuntime();
let world: World;
/** Every table of ours, with its columns that name an organisation, a person or a folder. */
let tables: { name: string; organisation: boolean; person: boolean }[] = [];

beforeAll(async () => {
	world = await makeWorld(server.runtime);
	const { rows } = await sql<{ name: string; columns: string[] }>`
		select c.relname as name, array_agg(a.attname::text) as columns
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
			join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where n.nspname = 'accord' and c.relkind in ('r', 'v', 'm') group by c.relname`.execute(
		server.runtime.db,
	);
	tables = rows
		.map(({ name, columns }) => ({
			name,
			organisation: columns.includes('organisation'),
			person: columns.includes('person'),
		}))
		.filter(({ organisation, person }) => organisation || person);
});

/** Tables of which a stranger sees rows of another organisation, each with the reason. */
const seen: Readonly<Record<string, string>> = {
	membership_entry: 'the first record alone: its hash is what an organisation is known by',
	intake_key: 'what a visitor’s browser seals to, signed for strangers',
	introduction_key: 'what members of the network seal to, signed by its organisation',
	application: 'every member may vouch for a group that applies; how to reach it is sealed at rest',
	vouching: 'the same',
};
const outsiders: readonly Role[] = ['visitor', 'stranger', 'office', 'suspended', 'removed'];

describe('in every table', () => {
	test.each(outsiders)('%s sees and counts no row of an organisation they are not of', async (role) => {
		const actor = await world.actors[role]();
		const shown: string[] = [];
		for (const { name, organisation, person } of tables) {
			if (seen[name] !== undefined) continue;
			// One's own row is one's own, also of somebody who was suspended or left.
			const self = actor.kind === 'member' ? actor.person : randomUUID();
			const others = person ? sql`person is distinct from ${self}::uuid` : sql`true`;
			const of = organisation
				? sql`organisation = ${world.organisation} and ${others}`
				: sql`person = ${world.rightful.person}`;
			const count = within(server.runtime.db, actor, async (tx) => {
				const { rows } = await sql<{ rows: string }>`select count(*) as rows from accord.${sql.ref(name)}
					where ${of}`.execute(tx);
				return Number(rows[0]?.rows);
			});
			// No right to the table at all is less than no row.
			const rows = await count.catch((error: { code?: string }) => {
				if (error.code === '42501') return 0;
				throw error;
			});
			if (rows > 0) shown.push(`${name}: ${rows}`);
		}
		expect(shown).toEqual([]);
	});

	test('but for those that are listed with a reason, and all of those are there', () => {
		const names = new Set(tables.map(({ name }) => name));
		expect(Object.keys(seen).filter((name) => !names.has(name))).toEqual([]);
	});

	test('of whoever is of it, they are seen: the counting counts', async () => {
		const actor = await world.rightful.actor();
		const counted = await within(server.runtime.db, actor, async (tx) => {
			const of = sql`organisation = ${world.organisation}`;
			const { rows } = await sql<{ folders: number; entries: number; requests: number }>`select
				(select count(*) from accord.folder where ${of}) as folders,
				(select count(*) from accord.entry where ${of}) as entries,
				(select count(*) from accord.request where ${of}) as requests`.execute(tx);
			return rows[0];
		});
		expect(counted).toEqual({ folders: 1, entries: 1, requests: 1 });
	});

	test('a query outside of anybody’s name sees nothing', async () => {
		const sum = await server.runtime.db.transaction().execute(async (tx) => {
			await sql.raw('set local role accord_app').execute(tx);
			const { rows } = await sql<{ rows: string }>`select count(*) as rows from accord.folder`.execute(tx);
			return Number(rows[0]?.rows);
		});
		expect(sum).toBe(0);
	});
});

describe('in every answer', () => {
	const reading = [...actions.values()].filter(({ writes }) => !writes).map(({ name }) => name);

	test.each(['stranger', 'office'] as const)(
		'%s, asking all that is their own, is told of nothing else',
		async (role) => {
			const { elsewhere } = world;
			const actor = await world.actors[role]();
			// The same questions, about the stranger's own place.
			const own: World = { ...world, organisation: elsewhere.organisation, vault: elsewhere.vault };
			const told: string[] = [];
			let answered = 0;
			for (const name of reading) {
				const declared = actions.get(name);
				const input: unknown = JSON.parse(JSON.stringify(attempts[name]?.input(own)));
				if (!declared) continue;
				const answer = await perform(server.runtime, declared, actor, input);
				if (!answer.ok) continue;
				answered += 1;
				const text = JSON.stringify(answer.value) ?? '';
				for (const id of [
					world.folder,
					world.file,
					world.invitation,
					world.duty,
					world.factor,
					world.rightful.person,
				])
					if (text.includes(id)) told.push(`${name}: ${id}`);
			}
			expect(told).toEqual([]);
			expect(answered, 'most of them answer').toBeGreaterThan(role === 'stranger' ? 8 : 4);
		},
	);
});
