import { refuse, type Result } from '#platform/result.ts';
import type { LogRecord } from '#vault/format/envelope.ts';
import { newId } from '#vault/format/ids.ts';
import {
	FolderId,
	InvitationId,
	OrganisationId,
	PersonId,
	VaultId,
	type Chain,
	type ChainPlace,
} from '#vault/format/model.ts';
import type { MembershipAct } from '#vault/format/membership.ts';
import type { EntryContent } from '#vault/format/headers.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { AuthorBook } from '#vault/seal/authors.ts';
import { makeFirstEpoch, type EpochKeys } from '#vault/seal/epoch.ts';
import { extendLog, readLog, signAcceptance, signAct, signGenesis } from '#vault/seal/membership.ts';
import { logHead, type MembershipState } from '#vault/seal/membership-state.ts';
import { makeOrganisation, organisationKeys, type OrganisationSecrets } from '#vault/seal/organisation.ts';
import { makePerson, publicOf, type PersonSecrets } from '#vault/seal/person.ts';

export const AT = '2026-03-02T09:30:00Z';

/** The value of a result that must be well, or a failure that names the refusal. */
export function value<T>(result: Result<T>): T {
	if (!result.ok)
		throw new Error(`refused: ${result.refusal.id} ${JSON.stringify(result.refusal.params ?? {})}`);
	return result.value;
}

/** The id of a refusal, or `undefined` where nothing was refused. */
export function refusalOf(result: Result<unknown>): string | undefined {
	return result.ok ? undefined : result.refusal.id;
}

/** An organisation with its log, kept in step as acts are signed. */
export interface Cast {
	readonly organisation: OrganisationId;
	readonly secrets: OrganisationSecrets;
	readonly records: LogRecord[];
	readonly state: () => MembershipState;
	readonly act: (act: Exclude<MembershipAct, { kind: 'genesis' }>, by: PersonSecrets) => MembershipState;
	readonly push: (record: LogRecord) => MembershipState;
	readonly join: (name: string, by: PersonSecrets) => PersonSecrets;
	readonly founder: PersonSecrets;
}

/** Founds an organisation for a test. Invented people only. */
export function foundOrganisation(name = 'Northern Helpline'): Cast {
	const organisation = newId(OrganisationId);
	const secrets = makeOrganisation();
	const founder = makePerson(newId(PersonId));
	const genesis = {
		organisation,
		name,
		keys: organisationKeys(secrets),
		founder: publicOf(founder),
		founderName: 'Vera',
		founderStatus: { kind: 'lawyer' as const },
		founderRoles: ['intake:duty'],
	};
	const records = [signGenesis(genesis, founder.signing, AT)];
	let state = value(readLog(records, { organisation }));
	const push = (record: LogRecord) => {
		state = value(extendLog(state, [record]));
		records.push(record);
		return state;
	};
	const act: Cast['act'] = (deed, by) =>
		push(signAct(state, deed, { person: by.person, signing: by.signing }, AT));
	const join = (joiner: string, by: PersonSecrets) => {
		const person = makePerson(newId(PersonId));
		act(addition(organisation, person, joiner), by);
		return person;
	};
	return { organisation, secrets, records, state: () => state, act, push, join, founder };
}

/** The act by which a coordinator adds a newcomer who has accepted. */
export function addition(
	organisation: OrganisationId,
	person: PersonSecrets,
	name: string,
): Extract<MembershipAct, { kind: 'add' }> {
	const invitation = newId(InvitationId);
	const member = publicOf(person);
	return {
		kind: 'add',
		member,
		name,
		status: { kind: 'none' },
		roles: [],
		invitation,
		acceptance: signAcceptance(organisation, invitation, member, person.signing),
	};
}

/** A vault with a first epoch that the log declares. */
export function foundVault(cast: Cast, holders: readonly PersonSecrets[] = [cast.founder]): EpochKeys {
	const epoch = makeFirstEpoch({ organisation: cast.organisation, vault: newId(VaultId) });
	declare(cast, epoch, holders);
	return epoch;
}

/** Declares an epoch in the log. */
export function declare(
	cast: Cast,
	epoch: EpochKeys,
	holders: readonly PersonSecrets[],
	by = cast.founder,
): void {
	cast.act(
		{
			kind: 'vault-epoch',
			vault: epoch.vault,
			epoch: epoch.epoch,
			key: epoch.pair.public,
			holders: holders.map(({ person }) => person),
		},
		by,
	);
}

/** A chain of a fresh folder. */
export function newPlace(epoch: EpochKeys, chain: Chain = 'internal'): ChainPlace {
	return { organisation: epoch.organisation, vault: epoch.vault, folder: newId(FolderId), chain };
}

/** Content of an entry by a member, as of the log's head. */
export function written(cast: Cast, by: PersonSecrets, body: Plain): EntryContent {
	return {
		type: 'test.note',
		author: { kind: 'member', organisation: cast.organisation, person: by.person },
		at: AT,
		body,
		log: logHead(cast.state()),
	};
}

/** A copy with one bit turned. */
export function turnBit<T extends Uint8Array>(bytes: T, at: number): T {
	const copy = bytes.slice() as T;
	const where = ((at % copy.length) + copy.length) % copy.length;
	copy[where] = (copy[where] ?? 0) ^ (1 << (Math.abs(at) % 8));
	return copy;
}

/** Where a member is unknown to everybody. */
export const EMPTY_BOOK: AuthorBook = {
	memberKey: () => refuse('author.organisation-unknown'),
	epochSince: () => refuse('author.organisation-unknown'),
};
