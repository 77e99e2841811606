import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Runtime } from '#platform/runtime.ts';

/** A copy of everything in the database, as a backup has it. */
export interface Copy {
	readonly name: string;
	readonly tables: readonly string[];
	readonly at: Date;
}

/** Copies every table aside: the state to which `turnBack` sets the server. */
export async function keepCopy(runtime: Runtime): Promise<Copy> {
	const name = `copy_${randomUUID().replaceAll('-', '')}`;
	const { rows } = await sql<{
		name: string;
	}>`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'accord' and c.relkind = 'r'`.execute(runtime.db);
	const tables = rows.map((row) => row.name);
	await sql.raw(`create schema ${name}`).execute(runtime.db);
	for (const table of tables) {
		await sql.raw(`create table ${name}.${table} as table accord.${table}`).execute(runtime.db);
	}
	return { name, tables, at: runtime.now() };
}

/** Sets the server back to the copy, and does what `accord restore` does in the end. */
export async function turnBack(runtime: Runtime, copy: Copy): Promise<string> {
	const restore = randomUUID();
	await runtime.db.transaction().execute(async (tx) => {
		const list = copy.tables.map((table) => `accord.${table}`).join(', ');
		await sql.raw(`truncate ${list}`).execute(tx);
		await sql.raw('set local session_replication_role = replica').execute(tx);
		for (const table of copy.tables) {
			await sql
				.raw(`insert into accord.${table} overriding system value select * from ${copy.name}.${table}`)
				.execute(tx);
		}
		await sql`select accord.begin_recovery(${restore}, ${copy.at}, ${runtime.now()})`.execute(tx);
	});
	return restore;
}
