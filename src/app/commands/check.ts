import { sql } from 'kysely';
import { system } from '#platform/action/index.ts';
import { openDatabase } from '#platform/db/open.ts';
import { within } from '#platform/db/within.ts';
import { checkIntegrity } from '#vault/server/index.ts';
import { m } from '#words/messages.js';
import { done, refused, wrongUsage, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

/** Is everything there, and as it was written? The database's own structures, every chain, every file. */
export const check: Command = {
	usage: 'check',
	says: (locale) => ({ line: m.commands_check({}, { locale }), more: m.commands_check_more({}, { locale }) }),
	async run({ config, locale, say, progress }, args) {
		if (args.length > 0) return wrongUsage;
		return withDatabase(config, async (url) => {
			const { db } = openDatabase(url, { size: 2 });
			try {
				const broken = await damagedIndexes(db);
				const found = await within(db, system, (tx) =>
					checkIntegrity(tx, config.dataDir, (folders) => progress(String(folders))),
				);
				for (const name of broken) say(`index-damaged ${name}`);
				for (const { kind, object } of found.findings) say(`${kind} ${object}`);
				const { findings, ...counts } = found;
				say(m.commands_check_done({ ...counts }, { locale }));
				// What a crash left over harms nothing and is swept by itself: told, but no reason to restore.
				const harmed = findings.filter(({ kind }) => kind !== 'file-without-row');
				const count = harmed.length + broken.length;
				return count === 0 ? done : refused({ id: 'check.found', params: { count } });
			} finally {
				await db.destroy();
			}
		});
	},
};

/** PostgreSQL's own checker of indexes, where the server has it. */
async function damagedIndexes(db: ReturnType<typeof openDatabase>['db']): Promise<string[]> {
	const available = await sql`select from pg_available_extensions where name = 'amcheck'`.execute(db);
	if (available.rows.length === 0) return [];
	await sql`create extension if not exists amcheck`.execute(db);
	const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
		join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indexrelid = c.oid
		join pg_am a on a.oid = c.relam where n.nspname = 'accord' and a.amname = 'btree' and i.indisvalid`.execute(
		db,
	);
	const damaged: string[] = [];
	for (const { name } of rows) {
		try {
			await sql`select bt_index_check(${`accord.${name}`}::regclass, true)`.execute(db);
		} catch {
			damaged.push(name);
		}
	}
	return damaged;
}
