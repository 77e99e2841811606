import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { InvitationTable } from '../tables.ts';

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

export async function insertInvitation(
	tx: Tx,
	invitation: Omit<
		Insertable<InvitationTable>,
		'withdrawn_at' | 'accepted_by' | 'accepted_at' | 'acceptance' | 'settled'
	>,
): Promise<void> {
	await tx
		.insertInto('invitation')
		.values({ ...invitation, withdrawn_at: null, accepted_by: null, accepted_at: null, acceptance: null })
		.execute();
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
