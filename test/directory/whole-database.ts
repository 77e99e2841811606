import { sql } from 'kysely';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';

/** Every row of every table of ours, as text: what is not in it lies nowhere in clear. By table. */
export async function readWholeDatabase(runtime: Runtime): Promise<ReadonlyMap<string, string>> {
	const { rows: tables } = await sql<{ name: string }>`select tablename as name from pg_tables
		where schemaname = 'accord' order by 1`.execute(runtime.db);
	const read = new Map<string, string>();
	for (const { name } of tables) {
		const { rows } = await within(runtime.db, system, (tx) =>
			sql<{ row: string }>`select t::text as row from accord.${sql.ref(name)} t`.execute(tx),
		);
		read.set(name, rows.map(({ row }) => row).join('\n'));
	}
	return read;
}
