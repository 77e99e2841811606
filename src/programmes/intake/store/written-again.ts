import { sql } from 'kysely';
import '../tables.ts';
import type { Tx } from '#platform/db/database.ts';
import { writtenAgain } from '../rules/desk.ts';

/**
 * After a sender's further message, in their own transaction: an answered or closed request waits for the
 * desk again. One that waits or is being read stays as it is.
 */
export async function updateWrittenAgain(
	tx: Tx,
	at: { readonly organisation: string; readonly folder: string },
	now: Date,
): Promise<void> {
	const row = await tx
		.selectFrom('request')
		.select(['status', 'urgent', 'taken_by'])
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.folder)
		.executeTakeFirst();
	if (!row || row.status === 'received' || row.status === 'reading') return;
	const { status, alertAfter } = writtenAgain({ urgent: row.urgent, takenBy: row.taken_by }, now);
	await sql`select accord.reopen_followed(${at.organisation}, ${at.folder}, ${status}, ${alertAfter})`.execute(
		tx,
	);
}
