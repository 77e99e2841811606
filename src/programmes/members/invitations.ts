import type { Selectable } from 'kysely';
import { refuse, ok, type Result } from '#platform/result.ts';
import type { Tx } from '#platform/db/database.ts';
import { findInvitationByToken } from './store/invitation.ts';
import type { InvitationTable } from './tables.ts';
import { hashToken } from './tokens.ts';

export type Invitation = Selectable<InvitationTable>;

/**
 * The invitation of a link, if it still holds. Unknown, withdrawn, expired and used ones are refused in
 * the same words: a link tells nothing to whoever has only found it. As the house; locks the row.
 */
export async function openInvitation(
	tx: Tx,
	token: string,
	now: Date,
	kinds: readonly InvitationTable['kind'][],
): Promise<Result<Invitation>> {
	const found = await findInvitationByToken(tx, hashToken(token));
	const holds =
		found !== undefined &&
		kinds.includes(found.kind) &&
		found.withdrawn_at === null &&
		found.accepted_at === null &&
		found.expires_at > now;
	return holds ? ok(found) : refuse('invitation.ended');
}
