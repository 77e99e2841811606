import type { Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { SessionTable } from '../tables.ts';

/** A session by the hash of its token, if it has not ended. As the house. */
export function findSession(tx: Tx, tokenHash: Buffer): Promise<Selectable<SessionTable> | undefined> {
	return tx
		.selectFrom('session')
		.selectAll()
		.where('token_hash', '=', tokenHash)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
}

export async function insertSession(
	tx: Tx,
	session: Omit<SessionTable, 'ended_at' | 'seen_at' | 'started_at'> & { now: Date },
): Promise<void> {
	const { now, ...row } = session;
	await tx
		.insertInto('session')
		.values({ ...row, started_at: now, seen_at: now, ended_at: null })
		.execute();
}

export async function updateSessionSeen(tx: Tx, session: string, now: Date): Promise<void> {
	await tx.updateTable('session').set({ seen_at: now }).where('id', '=', session).execute();
}

/** The second factor was given. */
export async function updateSessionLevel(tx: Tx, session: string): Promise<void> {
	await tx.updateTable('session').set({ level: 'full' }).where('id', '=', session).execute();
}

/** Sessions of a person that have not ended, the latest seen first. */
export function listSessions(tx: Tx, person: string): Promise<Selectable<SessionTable>[]> {
	return tx
		.selectFrom('session')
		.selectAll()
		.where('person', '=', person)
		.where('ended_at', 'is', null)
		.orderBy('seen_at', 'desc')
		.execute();
}

/** Whether a person was ever signed in by a device that describes itself so. As the house. */
export async function knowsLabel(tx: Tx, person: string, label: string): Promise<boolean> {
	const row = await tx
		.selectFrom('session')
		.select('id')
		.where('person', '=', person)
		.where('label', '=', label)
		.executeTakeFirst();
	return row !== undefined;
}

/** Ends sessions of a person: all, one, or all but one. */
export async function updateSessionsEnded(
	tx: Tx,
	person: string,
	now: Date,
	which: { only?: string; but?: string } = {},
): Promise<void> {
	let ending = tx
		.updateTable('session')
		.set({ ended_at: now })
		.where('person', '=', person)
		.where('ended_at', 'is', null);
	if (which.only !== undefined) ending = ending.where('id', '=', which.only);
	if (which.but !== undefined) ending = ending.where('id', '!=', which.but);
	await ending.execute();
}
