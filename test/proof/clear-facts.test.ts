/**
 * The list of clear facts is whole: every column of the migrated database is sealed (and listed in code as
 * sealed) or stands in docs/clear-facts.md with one reason; nothing listed is gone.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { actAs } from '#platform/action/act-as.ts';
import { actions } from '#app/actions.ts';
import { withRuntime } from '#test/builders/server.ts';
import { withDatabase } from '#test/harness/with-database.ts';
import { FORMATS } from '#vault/format/envelope.ts';
import { makeWorld } from './matrix/world.ts';
import { sealedColumns } from './sealed-columns.ts';
import { ask } from '#test/harness/ask.ts';

const database = withDatabase();
const server = withRuntime();
const root = path.join(import.meta.dirname, '..', '..');

interface Column {
	readonly name: string;
	readonly type: string;
}

/** Columns of ours as `table.column`; of others' schemas as `schema.*`, and of the journal of migrations. */
async function columns(): Promise<Column[]> {
	const rows = await ask<Column & { schema: string }>(
		database.url,
		`
			select n.nspname as schema, c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
				join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
	);
	return rows.map(({ schema, name, type }) => {
		if (schema === 'accord') return { name, type };
		return { name: schema === 'public' ? `public.${name.split('.')[0]}.*` : `${schema}.*`, type };
	});
}

async function listed(): Promise<Map<string, string>> {
	const text = await readFile(path.join(root, 'docs', 'clear-facts.md'), 'utf8');
	const lines = [...text.matchAll(/^\| `([\w.*]+)` \| (.+) \|$/gm)];
	const facts = new Map(lines.map(([, name = '', why = '']) => [name, why]));
	expect(facts.size, 'a column is listed once').toBe(lines.filter(([, name]) => name?.includes('.')).length);
	return facts;
}

test('every column is sealed, or is listed with its reason', async () => {
	const clear = await listed();
	const there = await columns();
	const names = new Set(there.map(({ name }) => name));
	const sealed = Object.keys(sealedColumns);
	const unlisted = [...names].filter((name) => !clear.has(name) && !sealed.includes(name));
	expect(unlisted, 'in the database, in neither list').toEqual([]);
	expect(
		[...clear.keys()].filter((name) => !names.has(name)),
		'listed, but gone',
	).toEqual([]);
	expect(
		sealed.filter((name) => !names.has(name)),
		'sealed, but gone',
	).toEqual([]);
	expect(
		sealed.filter((name) => clear.has(name)),
		'in both lists',
	).toEqual([]);
	for (const [name, why] of clear) expect(why.length, name).toBeGreaterThan(3);
	for (const { name, type } of there) if (sealed.includes(name)) expect(type, name).toBe('bytea');
});

test('what is listed as sealed begins as a sealed format does', async () => {
	const world = await makeWorld(server.runtime);
	const act = actAs(server.runtime, actions, world.rightful.actor);
	expect(
		(await act('folders.readFolder', { organisation: world.organisation, folder: world.folder } as never)).ok,
	).toBe(true);
	for (const [name, formats] of Object.entries(sealedColumns)) {
		const [table, column] = name.split('.');
		const { rows } = await server.runtime.pool.query<{ kind: number }>(
			`select distinct get_byte(${column}, 0) as kind from accord.${table} where ${column} is not null and length(${column}) > 0`,
		);
		const kinds = formats.map((format) => FORMATS[format].kind as number);
		expect(
			rows.map(({ kind }) => kind).filter((kind) => !kinds.includes(kind)),
			name,
		).toEqual([]);
	}
});

test('SECURITY.md leads to the list', async () => {
	expect(await readFile(path.join(root, 'SECURITY.md'), 'utf8')).toContain('(docs/clear-facts.md)');
});
