import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { LogRecord } from '../../format/envelope.ts';

/**
 * Locks the organisation's row: appends to one log happen one after the other. Says whether there is such a
 * row at all for whoever acts.
 */
export async function findOrganisationForAppend(tx: Tx, organisation: string): Promise<boolean> {
	const { rows } =
		await sql`select id from accord.organisation where id = ${organisation} for update`.execute(tx);
	return rows.length === 1;
}

/** The records of a log from a position on. */
export async function listRecords(tx: Tx, organisation: string, from = 0): Promise<LogRecord[]> {
	const rows = await tx
		.selectFrom('membership_entry')
		.select('bytes')
		.where('organisation', '=', organisation)
		.where('position', '>=', from)
		.orderBy('position')
		.execute();
	return rows.map((row) => new Uint8Array(row.bytes) as LogRecord);
}

/** How many records a log has. */
export async function findLogLength(tx: Tx, organisation: string): Promise<number> {
	const row = await tx
		.selectFrom('membership_entry')
		.select((select) => select.fn.max('position').as('last'))
		.where('organisation', '=', organisation)
		.executeTakeFirst();
	return typeof row?.last === 'number' ? row.last + 1 : 0;
}

export async function insertRecord(
	tx: Tx,
	entry: { organisation: string; position: number; hash: Uint8Array; bytes: LogRecord },
): Promise<void> {
	await tx.insertInto('membership_entry').values(entry).execute();
}
