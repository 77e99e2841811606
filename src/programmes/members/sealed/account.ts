import type { Locale } from '#platform/locale.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url, toBase64url } from '#vault/format/bytes.ts';
import { newId } from '#vault/format/ids.ts';
import { InvitationId, OrganisationId, PersonId } from '#vault/format/model.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import type { acceptInvitation, joinWithAccount } from '../actions/accept.ts';
import type { beginAnew } from '../actions/begin-anew.ts';
import type { beginNetwork, beginOrganisation, startAccount } from '../actions/begin.ts';
import type { InputOf } from '#platform/action/action.ts';
import type { Desk } from './desk.ts';
import { enrolPassphrase, normaliseLoginName } from './passphrase.ts';

/** What a person says of themselves when they begin, and the passphrase they were given and typed back. */
export interface Beginner {
	/** From the link's fragment. */
	readonly token: string;
	readonly loginName: string;
	readonly displayName: string;
	readonly locale: Locale;
	readonly passphrase: string;
	/** A fresh one is made where none is given; only the demonstration's invented people have theirs beforehand. */
	readonly accountSecret?: Uint8Array;
}

/** A person begun: their keys are held, and this device keeps the account secret. */
export interface Begun {
	readonly person: PersonId;
	readonly loginName: string;
	readonly accountSecret: Uint8Array;
}

type Account = InputOf<typeof beginOrganisation>['account'];

/** Makes keys and account in the client; nothing is kept on the server yet. */
export async function prepareAccount(
	desk: Desk,
	beginner: Beginner,
	person: PersonId = newId(PersonId),
): Promise<Result<Begun & { readonly account: Account }>> {
	await vaultReady();
	const loginName = normaliseLoginName(beginner.loginName);
	const made = await desk.keys.makePerson({ person });
	if (!made.ok) return made;
	const enrolled = await enrolPassphrase(
		desk.keys,
		loginName,
		beginner.passphrase,
		(registrationRequest) =>
			desk.act<typeof startAccount>('members.startAccount', {
				token: beginner.token,
				loginName,
				registrationRequest,
			}),
		beginner.accountSecret,
	);
	if (!enrolled.ok) return enrolled;
	const { accountSecret, passphrase } = enrolled.value;
	const { keys, sealedPairs } = made.value;
	return ok({
		person,
		loginName,
		accountSecret,
		account: {
			person,
			loginName,
			displayName: beginner.displayName,
			locale: beginner.locale,
			signing: keys.signing,
			sealing: keys.sealing,
			sealedPairs: toBase64url(sealedPairs),
			passphrase,
		},
	});
}

type Founding<A extends typeof beginNetwork | typeof beginOrganisation> = Omit<
	InputOf<A>,
	'token' | 'account' | 'label'
>;

/** The first start: network, office, first coordinator. */
export async function beginTheNetwork(
	desk: Desk,
	beginner: Beginner,
	facts: Founding<typeof beginNetwork>,
): Promise<Result<Begun & { organisation: string }>> {
	return found(desk, beginner, (account) =>
		desk.begin<typeof beginNetwork>('members.beginNetwork', {
			...facts,
			...account,
			token: beginner.token,
			label: desk.device.label,
		}),
	);
}

/** An invited or admitted organisation begins with its first coordinator. */
export async function beginAnOrganisation(
	desk: Desk,
	beginner: Beginner,
	facts: Founding<typeof beginOrganisation>,
): Promise<Result<Begun & { organisation: string }>> {
	return found(desk, beginner, (account) =>
		desk.begin<typeof beginOrganisation>('members.beginOrganisation', {
			...facts,
			...account,
			token: beginner.token,
			label: desk.device.label,
		}),
	);
}

async function found(
	desk: Desk,
	beginner: Beginner,
	begin: (given: { account: Account }) => Promise<Result<{ organisation: string }>>,
): Promise<Result<Begun & { organisation: string }>> {
	const prepared = await prepareAccount(desk, beginner);
	if (!prepared.ok) return prepared;
	const { account, ...begun } = prepared.value;
	const answer = await begin({ account });
	if (!answer.ok) return answer;
	await desk.device.keep(begun.loginName, begun.accountSecret);
	return ok({ ...begun, organisation: answer.value.organisation });
}

/** A newcomer accepts the invitation of an organisation, and signs that these keys are theirs. */
export async function acceptAnInvitation(
	desk: Desk,
	beginner: Beginner,
	invitation: { readonly organisation: string; readonly invitation: string },
): Promise<Result<Begun>> {
	const prepared = await prepareAccount(desk, beginner);
	if (!prepared.ok) return prepared;
	const signed = await acceptanceOf(desk, invitation);
	if (!signed.ok) return signed;
	const { account, ...begun } = prepared.value;
	const answer = await desk.begin<typeof acceptInvitation>('members.acceptInvitation', {
		token: beginner.token,
		account,
		acceptance: signed.value,
		label: desk.device.label,
	});
	if (!answer.ok) return answer;
	await desk.device.keep(begun.loginName, begun.accountSecret);
	return ok(begun);
}

/** Bytes that the server answered as text. */
export function bytesFrom(text: string): Result<Uint8Array> {
	const bytes = fromBase64url(text);
	return bytes ? ok(bytes) : refuse('sealed.malformed');
}

/** Somebody who lost every key makes new ones under the old name; a coordinator signs them into the log. */
export async function beginAnewAs(
	desk: Desk,
	beginner: Beginner,
	invitation: {
		readonly organisation: string;
		readonly invitation: string;
		readonly person?: { readonly id: string } | undefined;
	},
): Promise<Result<Begun>> {
	const person = PersonId.safeParse(invitation.person?.id);
	if (!person.success) return refuse('invitation.ended');
	const prepared = await prepareAccount(desk, beginner, person.data);
	if (!prepared.ok) return prepared;
	const signed = await acceptanceOf(desk, invitation);
	if (!signed.ok) return signed;
	const { account, ...begun } = prepared.value;
	const answer = await desk.act<typeof beginAnew>('members.beginAnew', {
		token: beginner.token,
		account,
		acceptance: signed.value,
	});
	if (!answer.ok) return answer;
	await desk.device.keep(begun.loginName, begun.accountSecret);
	return ok(begun);
}

async function acceptanceOf(
	desk: Pick<Desk, 'keys'>,
	invitation: { readonly organisation: string; readonly invitation: string },
): Promise<Result<string>> {
	const organisation = OrganisationId.safeParse(invitation.organisation);
	const id = InvitationId.safeParse(invitation.invitation);
	if (!organisation.success || !id.success) return refuse('invitation.ended');
	const signed = await desk.keys.signAcceptance({ organisation: organisation.data, invitation: id.data });
	return signed.ok ? ok(toBase64url(signed.value.acceptance)) : signed;
}

/** Somebody who is signed in accepts with the account they have, and signs that its keys are theirs. */
export async function joinWithOwnAccount(
	desk: Pick<Desk, 'act' | 'keys'>,
	token: string,
	invitation: { readonly organisation: string; readonly invitation: string },
): Promise<Result<void>> {
	const signed = await acceptanceOf(desk, invitation);
	if (!signed.ok) return signed;
	const acceptance = signed.value;
	const joined = await desk.act<typeof joinWithAccount>('members.joinWithAccount', { token, acceptance });
	return joined.ok ? ok(undefined) : joined;
}
