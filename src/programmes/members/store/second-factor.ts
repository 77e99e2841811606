import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { SecondFactorTable } from '../tables.ts';

/** The second factors a person has enrolled, back-up codes not counted. */
export function listFactors(tx: Tx, person: string): Promise<Selectable<SecondFactorTable>[]> {
	return tx
		.selectFrom('second_factor')
		.selectAll()
		.where('person', '=', person)
		.where('kind', '!=', 'backup-code')
		.orderBy('added_on')
		.execute();
}

/** The factor of a passkey, whose ever it is. As the house. */
export function findFactorByCredential(
	tx: Tx,
	credential: string,
): Promise<Selectable<SecondFactorTable> | undefined> {
	return tx
		.selectFrom('second_factor')
		.selectAll()
		.where('credential_id', '=', credential)
		.executeTakeFirst();
}

/** Back-up codes that were not used yet. */
export function listBackupCodes(tx: Tx, person: string): Promise<Selectable<SecondFactorTable>[]> {
	return tx
		.selectFrom('second_factor')
		.selectAll()
		.where('person', '=', person)
		.where('kind', '=', 'backup-code')
		.where('used_on', 'is', null)
		.execute();
}

export async function insertFactors(tx: Tx, rows: readonly Insertable<SecondFactorTable>[]): Promise<void> {
	await tx
		.insertInto('second_factor')
		.values([...rows])
		.execute();
}

/** Notes that a factor was used; `step` keeps a number of the authenticator from being used twice. */
export async function updateFactorUsed(
	tx: Tx,
	person: string,
	id: string,
	used: { day: string; step?: number; credential?: unknown },
): Promise<void> {
	await tx
		.updateTable('second_factor')
		.set({
			used_on: used.day,
			...(used.step === undefined ? {} : { last_step: used.step }),
			...(used.credential === undefined ? {} : { credential: JSON.stringify(used.credential) }),
		})
		.where('person', '=', person)
		.where('id', '=', id)
		.execute();
}

/** Removes one factor, all of a kind, or all. */
export async function deleteFactors(
	tx: Tx,
	person: string,
	which: { id?: string; kind?: SecondFactorTable['kind'] } = {},
): Promise<void> {
	let deleting = tx.deleteFrom('second_factor').where('person', '=', person);
	if (which.id !== undefined) deleting = deleting.where('id', '=', which.id);
	if (which.kind !== undefined) deleting = deleting.where('kind', '=', which.kind);
	await deleting.execute();
}
