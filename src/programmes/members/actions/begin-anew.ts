import { z } from 'zod';
import { action, everyone } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { InvitationId, OrganisationId } from '#vault/format/model.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { checkAcceptance } from '#vault/seal/membership.ts';
import { openInvitation } from '../invitations.ts';
import { newAccount, secretToken } from '../model/account.ts';
import { bytesField } from '../model/bytes.ts';
import { insertNewKeys, updateInvitationAccepted } from '../store/invitation.ts';
import { findPersonByLoginName } from '../store/person.ts';

/** Somebody who lost every key made new ones; they work once a coordinator has signed them into the log. */
export const beginAnew = action({
	name: 'members.beginAnew',
	input: z.strictObject({ token: secretToken, account: newAccount, acceptance: bytesField(64, 64) }),
	access: everyone('whoever holds the secret of an invitation to begin anew'),
	async run({ tx, now }, { token, account, acceptance }) {
		await vaultReady();
		return asHouse(tx, async () => {
			const invitation = await openInvitation(tx, token, now, ['rekey']);
			if (!invitation.ok) return invitation;
			const { id, organisation, for_person } = invitation.value;
			const person = await findPersonByLoginName(tx, account.loginName);
			if (!person || person.id !== for_person || account.person !== person.id) {
				return refuse('login-name.other', { field: 'loginName' });
			}
			const { signing, sealing } = account;
			const keys = { person: account.person, signing, sealing };
			if (!checkAcceptance(OrganisationId.parse(organisation), InvitationId.parse(id), keys, acceptance)) {
				return refuse('membership.acceptance-wrong');
			}
			await insertNewKeys(tx, {
				invitation: id,
				person: person.id,
				account: {
					signing,
					sealing,
					sealedPairs: toBase64url(account.sealedPairs),
					registrationRecord: account.passphrase.registrationRecord,
					wrapped: toBase64url(account.passphrase.wrapped),
					deviceTag: toBase64url(account.passphrase.deviceTag),
				},
			});
			await updateInvitationAccepted(tx, id, { by: person.id, at: now, acceptance, settled: false });
			return ok({});
		});
	},
});
