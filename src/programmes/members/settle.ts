import { randomUUID } from 'node:crypto';
import type { Doing } from '#platform/action/index.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import { spell } from '#vault/format/ids.ts';
import { PersonId, SealingKey, SigningKey, type OrganisationId } from '#vault/format/model.ts';
import { readState } from '#vault/server/index.ts';
import { sessionsChanged } from './find-actor.ts';
import { tellCoordinators, tellOwner } from './letters.ts';
import { deleteNewKeys, findWaiting, updateInvitationSettled } from './store/invitation.ts';
import { insertNotices, updateLastSeen } from './store/membership.ts';
import { deleteWraps, findPerson, insertWrap, updatePerson } from './store/person.ts';
import { deleteFactors } from './store/second-factor.ts';
import { updateSessionsEnded } from './store/session.ts';
import { hashTag } from './tokens.ts';

/**
 * Ends an accepted invitation once the verified membership log says what it was for. For keys made anew
 * the account changes only now: until a coordinator signed, the old passphrase is the one that works.
 */
export async function settle(
	doing: Doing,
	organisation: OrganisationId,
	invitation: string,
): Promise<Result<Record<string, never>>> {
	const { tx, now, touched } = doing;
	const waiting = await findWaiting(tx, organisation, invitation);
	if (!waiting?.accepted_by) return refuse('invitation.ended');
	const person = PersonId.parse(waiting.accepted_by);
	const state = await readState(tx, organisation);
	if (!state.ok) return state;
	const member = state.value.members.get(person);
	if (member?.standing !== 'active') return refuse('membership.not-active');
	touched('invitation', invitation);
	await updateInvitationSettled(tx, invitation);
	await updateLastSeen(tx, person, (waiting.accepted_at ?? now).toISOString().slice(0, 10));
	if (waiting.kind !== 'rekey') return ok({});
	const account = await deleteNewKeys(tx, invitation);
	// They stand in the log with the keys of the account they have: nothing of it changes.
	if (!account && (await hasKeys(tx, person, member))) return ok({});
	if (!account || account.signing !== member.signing || account.sealing !== member.sealing) {
		return refuse('membership.keys-not-registered');
	}
	await deleteWraps(tx, person);
	await deleteFactors(tx, person);
	await updatePerson(tx, person, {
		box_public: bytes(account.sealing),
		sign_public: bytes(account.signing),
		sealed_pairs: bytes(account.sealedPairs),
		opaque_record: account.registrationRecord,
		device_tag: hashTag(bytes(account.deviceTag)),
		recovery_public: null,
		printed_sheet_kept: false,
	});
	await insertWrap(tx, { person, id: randomUUID(), kind: 'passphrase', wrapped: bytes(account.wrapped) });
	await updateSessionsEnded(tx, person, now);
	await sessionsChanged(doing, person);
	await insertNotices(tx, person, 'rekeyed', now.toISOString().slice(0, 10), randomUUID);
	await tellOwner(doing, person, 'rekeyed');
	await tellCoordinators(doing, person);
	return ok({});
}

async function hasKeys(
	tx: Doing['tx'],
	person: string,
	{ signing, sealing }: { signing: string; sealing: string },
): Promise<boolean> {
	const found = await findPerson(tx, person);
	return (
		found !== undefined &&
		spell(SigningKey, found.sign_public) === signing &&
		spell(SealingKey, found.box_public) === sealing
	);
}

function bytes(text: string): Uint8Array {
	const read = fromBase64url(text);
	if (!read) throw new TypeError('Checked by its schema when it came');
	return read;
}
