import type { Act } from '#platform/act.ts';
import type { AnswerOf } from '#platform/action/action.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { newId } from '#vault/format/ids.ts';
import { InvitationId, OrganisationId, PersonPublic, type VaultId } from '#vault/format/model.ts';
import { randomBytes, vaultReady } from '#vault/format/sodium.ts';
import type { KeeperOperations } from '#vault/client/keeper/operations.ts';
import type { admitApplicant } from '../actions/apply.ts';
import type {
	inviteAnew,
	inviteMember,
	inviteOrganisation,
	listOpenInvitations,
	settleInvitation,
} from '../actions/invite.ts';
import { bytesFrom } from './account.ts';

export type OpenInvitation = AnswerOf<typeof listOpenInvitations>[number];

/** The path of a link; its secret stands in the fragment, which browsers do not send. */
const invited = (token: string) => `/desk/invited#${token}`;

async function newLink(): Promise<{ token: string; tokenHash: string; invitation: InvitationId }> {
	await vaultReady();
	const token = toBase64url(randomBytes(32));
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
	return { token, tokenHash: toBase64url(new Uint8Array(digest)), invitation: newId(InvitationId) };
}

/** Invites somebody into an organisation; answers the path of the link, after the language. */
export async function inviteToJoin(
	act: Act,
	given: { organisation: string; note?: string; coordinator?: boolean; roles?: string[]; days?: number },
): Promise<Result<{ path: string; invitation: InvitationId }>> {
	const { token, tokenHash, invitation } = await newLink();
	const made = await act<typeof inviteMember>('members.inviteMember', { ...given, invitation, tokenHash });
	return made.ok ? ok({ path: invited(token), invitation }) : made;
}

/** Invites an organisation that the office knows. */
export async function inviteToFound(
	act: Act,
	given: { by: string; note?: string },
): Promise<Result<{ path: string; organisation: OrganisationId }>> {
	const { token, tokenHash, invitation } = await newLink();
	const organisation = newId(OrganisationId);
	const made = await act<typeof inviteOrganisation>('members.inviteOrganisation', {
		...given,
		organisation,
		invitation,
		tokenHash,
	});
	return made.ok ? ok({ path: `/desk/begin#${token}`, organisation }) : made;
}

/** Invites a colleague who lost every key to begin anew. */
export async function inviteToBeginAnew(
	act: Act,
	given: { organisation: string; person: string },
): Promise<Result<{ path: string }>> {
	const { token, tokenHash, invitation } = await newLink();
	const made = await act<typeof inviteAnew>('members.inviteAnew', { ...given, invitation, tokenHash });
	return made.ok ? ok({ path: invited(token) }) : made;
}

/** Admits a group that applied; answers the path of its link, and whether it was sent by e-mail. */
export async function admit(
	act: Act,
	given: { applicant: string; organisation: string; locale: 'ru' | 'en'; sendFrom?: string },
): Promise<Result<{ path: string; sent: boolean }>> {
	const { token, invitation } = await newLink();
	const made = await act<typeof admitApplicant>('members.admitApplicant', { ...given, token, invitation });
	return made.ok ? ok({ path: `/desk/begin#${token}`, sent: made.value.sent }) : made;
}

/**
 * A coordinator lets in whoever accepted: signs them into the log with the keys they signed for, grants the
 * vaults, and settles the invitation. Until fingerprint words are compared they show as unverified.
 */
export async function letIn(
	act: Act,
	keeper: Pick<KeeperOperations, 'addMember' | 'makeCoordinator' | 'rekeyMember'>,
	organisation: OrganisationId,
	open: OpenInvitation,
	vaults: readonly VaultId[],
): Promise<Result<void>> {
	const { newcomer } = open;
	if (!newcomer) return refuse('invitation.ended');
	const { person, signing, sealing } = newcomer;
	const member = PersonPublic.parse({ person, signing, sealing });
	const acceptance = bytesFrom(newcomer.acceptance);
	if (!acceptance.ok) return acceptance;
	const invitation = InvitationId.parse(open.invitation);
	const signedIn = { organisation, invitation, member, acceptance: acceptance.value };
	if (open.kind === 'rekey') {
		const rekeyed = await keeper.rekeyMember(signedIn);
		if (!rekeyed.ok && rekeyed.refusal.id !== 'membership.keys-taken') return rekeyed;
	} else {
		const status = { kind: 'none' } as const;
		const { roles } = open;
		const added = await keeper.addMember({ ...signedIn, name: newcomer.name, status, roles, vaults });
		// A second attempt after the line was lost half-way: they are a member, the rest is still to do.
		if (!added.ok && added.refusal.id !== 'membership.already-member') return added;
		if (open.coordinator) {
			const made = await keeper.makeCoordinator({ organisation, person: member.person });
			if (!made.ok) return made;
		}
	}
	const settled = await act<typeof settleInvitation>('members.settleInvitation', {
		organisation,
		invitation,
	});
	return settled.ok ? ok(undefined) : settled;
}
