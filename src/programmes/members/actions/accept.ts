import { z } from 'zod';
import { findNetwork, findOrganisation } from '#commons/organisations/index.ts';
import { action, everyone, signedIn } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { ok, refuse } from '#platform/result.ts';
import { spell } from '#vault/format/ids.ts';
import { InvitationId, OrganisationId, PersonId, SealingKey, SigningKey } from '#vault/format/model.ts';
import { checkAcceptance } from '#vault/seal/membership.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { openInvitation } from '../invitations.ts';
import { deviceLabel, newAccount, secretToken } from '../model/account.ts';
import { bytesField } from '../model/bytes.ts';
import { beginPerson } from '../new-person.ts';
import { updateInvitationAccepted } from '../store/invitation.ts';
import { findMembership } from '../store/membership.ts';
import { findPerson } from '../store/person.ts';

const holder = everyone<unknown>('whoever holds the secret of an invitation that still holds');

/** What a link invites to; the same refusal whether it is unknown, used, withdrawn or too old. */
export const readInvitation = action({
	name: 'members.readInvitation',
	input: z.strictObject({ token: secretToken }),
	access: holder,
	writes: false,
	run: ({ tx, now }, { token }) =>
		asHouse(tx, async () => {
			const invitation = await openInvitation(tx, token, now, [
				'first-start',
				'organisation',
				'member',
				'rekey',
			]);
			if (!invitation.ok) return invitation;
			const { id, kind, organisation, expires_at, for_person } = invitation.value;
			const found = await findOrganisation(tx, organisation);
			const network = await findNetwork(tx);
			const person =
				for_person === null
					? undefined
					: await tx
							.selectFrom('person')
							.select(['id', 'login_name', 'display_name'])
							.where('id', '=', for_person)
							.executeTakeFirst();
			return ok({
				invitation: id,
				kind,
				organisation,
				person: person && { id: person.id, loginName: person.login_name, name: person.display_name },
				facts: found && {
					name: found.name,
					town: found.town,
					region: found.region,
					telephone: found.telephone,
				},
				network: network?.name,
				expiresAt: expires_at.toISOString(),
			});
		}),
});

/** A newcomer's account is kept; a coordinator then adds them to the membership log. */
export const acceptInvitation = action({
	name: 'members.acceptInvitation',
	answer: 'once',
	input: z.strictObject({
		token: secretToken,
		account: newAccount,
		acceptance: bytesField(64, 64),
		label: deviceLabel,
	}),
	access: holder,
	async run(doing, input) {
		const { tx, now } = doing;
		await vaultReady();
		return asHouse(tx, async () => {
			const invitation = await openInvitation(tx, input.token, now, ['member']);
			if (!invitation.ok) return invitation;
			const { id, organisation } = invitation.value;
			const { person, signing, sealing } = input.account;
			const signed = checkAcceptance(
				OrganisationId.parse(organisation),
				InvitationId.parse(id),
				{ person, signing, sealing },
				input.acceptance,
			);
			if (!signed) return refuse('membership.acceptance-wrong');
			const begun = await beginPerson(doing, input.account, input.label);
			if (!begun.ok) return begun;
			await updateInvitationAccepted(tx, id, {
				by: person,
				at: now,
				acceptance: input.acceptance,
				settled: false,
			});
			return begun;
		});
	},
});

/**
 * Somebody who has an account accepts with it: an invitation to one more organisation, to one they left, or
 * to stand in its log with the keys they have now. No second account, no second passphrase.
 */
export const joinWithAccount = action({
	name: 'members.joinWithAccount',
	input: z.strictObject({ token: secretToken, acceptance: bytesField(64, 64) }),
	access: signedIn('full'),
	async run({ tx, actor, now, touched }, { token, acceptance }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		await vaultReady();
		return asHouse(tx, async () => {
			const invitation = await openInvitation(tx, token, now, ['member', 'rekey']);
			if (!invitation.ok) return invitation;
			const { id, kind, organisation, for_person } = invitation.value;
			const person = await findPerson(tx, actor.person);
			if (!person || (kind === 'rekey' && for_person !== person.id)) return refuse('login-name.other');
			const before = await findMembership(tx, organisation, person.id);
			const there = before?.state === 'active' || before?.state === 'suspended';
			if (kind === 'member' && there) return refuse('membership.already-member');
			const keys = {
				person: PersonId.parse(person.id),
				signing: spell(SigningKey, person.sign_public),
				sealing: spell(SealingKey, person.box_public),
			};
			if (!checkAcceptance(OrganisationId.parse(organisation), InvitationId.parse(id), keys, acceptance)) {
				return refuse('membership.acceptance-wrong');
			}
			await updateInvitationAccepted(tx, id, { by: person.id, at: now, acceptance, settled: false });
			touched('invitation', id);
			return ok({});
		});
	},
});
