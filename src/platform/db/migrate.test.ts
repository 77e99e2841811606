import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { withDatabase } from '#test/harness/with-database.ts';
import { withPostgres15 } from '#test/harness/with-postgres-15.ts';
import { migrate } from './migrate.ts';
import { ask } from '#test/harness/ask.ts';

const ours = withDatabase();
const debian = withPostgres15();

/** Everything that a policy forgotten or a right too many would change. */
const unguarded = `
	select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
	where n.nspname = 'accord' and c.relkind = 'r' and not c.relrowsecurity order by 1`;
/** Only what the public may read is put in; only the house writes (docs/decisions/090). */
const forEverybody = [{ table: 'search_document' }, { table: 'search_word' }];
const ownedByRoles = `
	select c.relname as object, r.rolname as role from pg_class c join pg_namespace n on n.oid = c.relnamespace
	join pg_roles r on r.oid = c.relowner
	where n.nspname = 'accord' and r.rolname in ('accord_app', 'accord_visitor', 'accord_system')`;
const keysNotLed = `
	select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
	join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation'
	join pg_index i on i.indrelid = c.oid and i.indisprimary
	where n.nspname = 'accord' and i.indkey[0] <> a.attnum order by 1`;

describe('migrations', () => {
	it('run on Debian’s PostgreSQL 15, and a second time change nothing', async () => {
		await migrate(debian.url);
		expect(await migrate(debian.url)).toEqual([]);
		expect(await ask(debian.url, unguarded)).toEqual(forEverybody);
	});

	it('are all applied: a file whose name is not of the pattern would be passed over', async () => {
		const files = await readdir(new URL('../../../migrations', import.meta.url));
		const applied = await ask(ours.url, 'select name from public.accord_migration order by 1');
		expect(applied.map(({ name }) => name)).toEqual(files.filter((name) => name !== 'schema.sql').toSorted());
	});

	it('run once when two servers start together', async () => {
		await expect(Promise.all([migrate(ours.url), migrate(ours.url)])).resolves.toEqual([[], []]);
	});

	it('guard every table by row-level security but what is put in for everybody, and own nothing as the roles that work', async () => {
		expect(await ask(ours.url, unguarded)).toEqual(forEverybody);
		expect(await ask(ours.url, ownedByRoles)).toEqual([]);
	});

	it('lead primary keys with the organisation, but for what is found by another secret or over all organisations', async () => {
		const tables = (await ask<{ table: string }>(ours.url, keysNotLed)).map(({ table }) => table);
		// Found by the hash of a code or of a link, before any organisation is known.
		expect(tables).toEqual(['follow', 'invitation']);
	});

	it('give the schema that schema.sql shows (ACCORD_UPDATE=1 writes it anew)', async () => {
		const { stdout } = await promisify(execFile)('/usr/lib/postgresql/15/bin/pg_dump', [
			'--schema-only',
			'--schema=accord',
			'--no-owner',
			debian.url,
		]);
		const dump = stdout
			.split('\n')
			.filter((line) => !/^(--|SET |SELECT pg_catalog|\\)/.test(line))
			.join('\n')
			.replaceAll(/\n{2,}/g, '\n\n')
			.trim();
		const path = new URL('../../../migrations/schema.sql', import.meta.url);
		if (process.env.ACCORD_UPDATE) await writeFile(path, `${dump}\n`);
		expect(`${dump}\n`).toBe(await readFile(path, 'utf8'));
	});
});
