import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { InvitationTable, NewKeysAccount } from '../tables.ts';

/** An invitation by the hash of its secret, whatever became of it. As the house. */
export function findInvitationByToken(
	tx: Tx,
	tokenHash: Buffer,
): Promise<Selectable<InvitationTable> | undefined> {
	return tx
		.selectFrom('invitation')
		.selectAll()
		.where('token_hash', '=', tokenHash)
		.forUpdate()
		.executeTakeFirst();
}

/** Keeps an invitation; the same one sent again is there once. Whether it is there: an id may be another's. */
export async function insertInvitation(
	tx: Tx,
	invitation: Omit<
		Insertable<InvitationTable>,
		'withdrawn_at' | 'accepted_by' | 'accepted_at' | 'acceptance' | 'settled'
	>,
): Promise<boolean> {
	const inserted = await tx
		.insertInto('invitation')
		.values({ ...invitation, withdrawn_at: null, accepted_by: null, accepted_at: null, acceptance: null })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (inserted) return true;
	const same = await tx
		.selectFrom('invitation')
		.select('id')
		.where('id', '=', invitation.id)
		.where('organisation', '=', invitation.organisation)
		.where('token_hash', '=', invitation.token_hash)
		.executeTakeFirst();
	return same !== undefined;
}

/** Marks an invitation as used, by whom, with the newcomer's signature where there is one. */
export async function updateInvitationAccepted(
	tx: Tx,
	id: string,
	accepted: { by: string; at: Date; acceptance?: Uint8Array; settled: boolean },
): Promise<void> {
	await tx
		.updateTable('invitation')
		.set({
			accepted_by: accepted.by,
			accepted_at: accepted.at,
			acceptance: accepted.acceptance ?? null,
			settled: accepted.settled,
		})
		.where('id', '=', id)
		.execute();
}

/** Withdraws an open invitation that this organisation made; whether there was one. As the house. */
export async function updateInvitationWithdrawn(
	tx: Tx,
	organisation: string,
	id: string,
	at: Date,
): Promise<boolean> {
	const { numUpdatedRows } = await tx
		.updateTable('invitation')
		.set({ withdrawn_at: at })
		.where('id', '=', id)
		.where('invited_by_organisation', '=', organisation)
		.where('settled', '=', false)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** What an organisation invited to and is not settled: still open, or accepted and waiting. As the house. */
export async function listInvitations(tx: Tx, organisation: string, now: Date) {
	return tx
		.selectFrom('invitation')
		.leftJoin('person', 'person.id', 'invitation.accepted_by')
		.leftJoin('new_keys', 'new_keys.invitation', 'invitation.id')
		.select([
			'invitation.id',
			'invitation.kind',
			'invitation.note',
			'invitation.coordinator',
			'invitation.programmes',
			'invitation.expires_at',
			'invitation.acceptance',
			'person.id as person',
			'person.login_name',
			'person.display_name',
			'person.box_public',
			'person.sign_public',
			'new_keys.account as new_account',
		])
		.where('invitation.invited_by_organisation', '=', organisation)
		.where('invitation.settled', '=', false)
		.where('invitation.withdrawn_at', 'is', null)
		.where((eb) =>
			eb.or([eb('invitation.accepted_at', 'is not', null), eb('invitation.expires_at', '>', now)]),
		)
		.orderBy('invitation.expires_at')
		.execute();
}

/** One accepted invitation of an organisation that waits to be settled. As the house. */
export function findWaiting(
	tx: Tx,
	organisation: string,
	id: string,
): Promise<Selectable<InvitationTable> | undefined> {
	return tx
		.selectFrom('invitation')
		.selectAll()
		.where('id', '=', id)
		.where('organisation', '=', organisation)
		.where('accepted_at', 'is not', null)
		.where('settled', '=', false)
		.where('withdrawn_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();
}

export async function updateInvitationSettled(tx: Tx, id: string): Promise<void> {
	await tx.updateTable('invitation').set({ settled: true }).where('id', '=', id).execute();
}

/** Keeps the account that somebody made anew until the membership log names its keys. */
export async function insertNewKeys(
	tx: Tx,
	row: { invitation: string; person: string; account: NewKeysAccount },
): Promise<void> {
	await tx
		.insertInto('new_keys')
		.values({ ...row, account: JSON.stringify(row.account) })
		.execute();
}

/** Takes the kept account out again. */
export async function deleteNewKeys(tx: Tx, invitation: string): Promise<NewKeysAccount | undefined> {
	const row = await tx
		.deleteFrom('new_keys')
		.where('invitation', '=', invitation)
		.returning('account')
		.executeTakeFirst();
	return row?.account;
}
