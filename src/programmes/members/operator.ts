import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform/db/database.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { spell } from '#vault/format/ids.ts';
import { SealingKey, SigningKey, type Fingerprint } from '#vault/format/model.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { networkFingerprint, personFingerprint } from '#vault/seal/pairs.ts';
import { findPersonByLoginName } from './store/person.ts';
import { insertInvitation } from './store/invitation.ts';
import { hashToken, newToken } from './tokens.ts';

const sevenDays = 7 * 86_400_000;

/**
 * Invites somebody into an organisation from the server's own terminal; answers the path of the link, after
 * the language. The operator gains nothing by it: a coordinator must still let the newcomer in. As the house.
 */
export async function inviteFromTerminal(
	tx: Tx,
	slug: string,
	roles: readonly string[],
	now: Date,
): Promise<Result<{ path: string }>> {
	const organisation = await tx
		.selectFrom('organisation')
		.select('id')
		.where('slug', '=', slug)
		.where('state', '=', 'active')
		.executeTakeFirst();
	if (!organisation) return refuse('organisation.unknown');
	const token = newToken();
	await insertInvitation(tx, {
		organisation: organisation.id,
		id: randomUUID(),
		kind: 'member',
		token_hash: hashToken(token),
		invited_by: null,
		invited_by_organisation: organisation.id,
		for_person: null,
		note: '',
		coordinator: false,
		programmes: [...roles],
		expires_at: new Date(now.getTime() + sevenDays),
	});
	return ok({ path: `/desk/invited#${token}` });
}

/** What people compare: of the network (its office's signing key), or of one person. As the house. */
export async function findFingerprint(tx: Tx, loginName?: string): Promise<Result<Fingerprint>> {
	await vaultReady();
	if (loginName !== undefined) {
		const person = await findPersonByLoginName(tx, loginName.normalize('NFKC').trim().toLowerCase());
		if (!person) return refuse('login-name.unknown');
		const signing = spell(SigningKey, person.sign_public);
		return ok(personFingerprint({ signing, sealing: spell(SealingKey, person.box_public) }));
	}
	const office = await tx
		.selectFrom('organisation')
		.select('sign_public')
		.where('office', '=', true)
		.executeTakeFirst();
	if (!office?.sign_public) return refuse('network.not-begun');
	return ok(networkFingerprint(spell(SigningKey, office.sign_public)));
}
