import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url, toBase64url } from '../../format/bytes.ts';
import type { LogRecord } from '../../format/envelope.ts';
import type { ProfessionalStatus } from '../../format/membership.ts';
import type {
	InvitationId,
	OrganisationId,
	OrganisationIdentity,
	PersonId,
	PersonPublic,
	VaultId,
} from '../../format/model.ts';
import {
	extendLog,
	readRecordBody,
	signAcceptance,
	signAct,
	signGenesis,
	signSecond,
} from '../../seal/membership.ts';
import { makeOrganisation, organisationKeys, sealOrganisationSecrets } from '../../seal/organisation.ts';
import type {
	beginOrganisation as beginOrganisationAction,
	proposeRestoration as proposeRestorationAction,
} from '../../server/actions/log.ts';
import { refreshOrganisation } from '../ring/key-ring.ts';
import { appendAct, onNewest, prepare, sendRecord, type Acting } from './acting.ts';
import { settle } from './settle.ts';
import { grantVault } from './vaults.ts';

interface OfMember {
	readonly organisation: OrganisationId;
	readonly person: PersonId;
}

/** The first record of an organisation's log and its own keys, made by its founder; repeated, it changes nothing. */
export async function createOrganisationKeys(
	{ ring, act, now }: Acting,
	asked: {
		organisation: OrganisationId;
		name: string;
		founderName: string;
		founderStatus: ProfessionalStatus;
		founderRoles: readonly string[];
	},
): Promise<Result<{ identity: OrganisationIdentity }>> {
	const { organisation, name, founderName, founderStatus, founderRoles } = asked;
	const begun = ring.read(organisation);
	if (begun.ok) return ok({ identity: begun.value.state.identity });
	const secrets = makeOrganisation();
	const genesis = {
		organisation,
		name,
		keys: organisationKeys(secrets),
		founder: ring.keys,
		founderName,
		founderStatus,
		founderRoles: [...founderRoles],
	};
	const record = signGenesis(genesis, ring.secrets.signing, now().toISOString());
	const sealed = sealOrganisationSecrets(organisation, secrets, ring.keys);
	const sent = await act<typeof beginOrganisationAction>('vault.beginOrganisation', {
		organisation,
		record: toBase64url(record),
		secret: { person: ring.person, bytes: toBase64url(sealed) },
	});
	if (!sent.ok) return sent;
	const read = await refreshOrganisation(ring, act, organisation);
	return read.ok ? ok({ identity: read.value.state.identity }) : read;
}

/** What a newcomer sends with their acceptance; the link told them which log to expect. */
export async function acceptInvitation(
	{ ring }: Pick<Acting, 'ring'>,
	asked: { organisation: OrganisationId; invitation: InvitationId; identity?: OrganisationIdentity },
): Promise<Result<{ keys: PersonPublic; acceptance: Uint8Array }>> {
	const { organisation, invitation, identity } = asked;
	if (identity) await ring.anchors.write(ring.person, organisation, { identity });
	const acceptance = signAcceptance(organisation, invitation, ring.keys, ring.secrets.signing);
	return ok({ keys: ring.keys, acceptance });
}

/** Adds a newcomer who accepted, and grants them vaults; they are shown as unverified until words are compared. */
export async function addMember(
	acting: Acting,
	asked: {
		organisation: OrganisationId;
		invitation: InvitationId;
		member: PersonPublic;
		acceptance: Uint8Array;
		name: string;
		status: ProfessionalStatus;
		roles: readonly string[];
		vaults: readonly VaultId[];
	},
): Promise<Result<void>> {
	const { organisation, vaults, roles, ...more } = asked;
	const added = await appendAct(acting, organisation, (state) =>
		state.members.get(more.member.person)?.standing === 'active'
			? undefined
			: ok({ kind: 'add', ...more, roles: [...roles] }),
	);
	if (!added.ok) return added;
	for (const vault of vaults) {
		const granted = await grantVault(acting, { organisation, vault, person: more.member.person });
		if (!granted.ok) return granted;
	}
	return ok(undefined);
}

/** Changes a member's professional status and roles. */
export function changeMember(
	acting: Acting,
	asked: OfMember & { status: ProfessionalStatus; roles: readonly string[] },
): Promise<Result<void>> {
	const { organisation, person, status, roles } = asked;
	return appendAct(acting, organisation, () => ok({ kind: 'change', person, status, roles: [...roles] }));
}

/** Makes a colleague coordinator, and gives them the organisation's own keys. */
export async function makeCoordinator(
	acting: Acting,
	{ organisation, person }: OfMember,
): Promise<Result<void>> {
	const made = await appendAct(acting, organisation, (state) =>
		state.members.get(person)?.coordinator ? undefined : ok({ kind: 'grant-coordinator', person }),
	);
	return made.ok ? settle(acting, organisation) : made;
}

/** Ends a coordinator's office; the organisation gets new recovery keys. */
export async function withdrawCoordinator(
	acting: Acting,
	{ organisation, person }: OfMember,
): Promise<Result<void>> {
	const withdrawn = await appendAct(acting, organisation, (state) =>
		state.members.get(person)?.coordinator ? ok({ kind: 'withdraw-coordinator', person }) : undefined,
	);
	return withdrawn.ok ? settle(acting, organisation) : withdrawn;
}

/** Records that fingerprint words were compared with a member, for exactly the keys they have now. */
export function compareWords(acting: Acting, { organisation, person }: OfMember): Promise<Result<void>> {
	return appendAct(acting, organisation, (state) => {
		const member = state.members.get(person);
		if (!member) return refuse('membership.nobody');
		if (member.comparedBy.includes(acting.ring.person)) return undefined;
		return ok({ kind: 'compared', person, signing: member.signing });
	});
}

/** Removes a member and renews every vault they held that one holds; others wait for a holder on line. */
export async function removeMember(
	acting: Acting,
	{ organisation, person }: OfMember,
): Promise<Result<void>> {
	const removed = await appendAct(acting, organisation, (state) =>
		state.members.get(person)?.standing === 'removed' ? undefined : ok({ kind: 'remove', person }),
	);
	// Whoever left by themselves has nothing to settle any more; a colleague on line renews the vaults.
	return removed.ok && person !== acting.ring.person ? settle(acting, organisation) : removed;
}

/** Suspends a colleague in one action: sessions end at once, vaults are renewed. */
export async function suspendMember(
	acting: Acting,
	{ organisation, person }: OfMember,
): Promise<Result<void>> {
	const suspended = await appendAct(acting, organisation, (state) =>
		state.members.get(person)?.standing === 'suspended' ? undefined : ok({ kind: 'suspend', person }),
	);
	return suspended.ok ? settle(acting, organisation) : suspended;
}

/**
 * Restores a suspended colleague: the first of two proposes, the second signs the same record. A proposal
 * that the log has left behind is proposed anew.
 */
export async function restoreMember(
	acting: Acting,
	{ organisation, person }: OfMember,
): Promise<Result<{ restored: boolean }>> {
	// What was proposed while one looked elsewhere counts.
	const fresh = await refreshOrganisation(acting.ring, acting.act, organisation);
	if (!fresh.ok) return fresh;
	const done = await onNewest(acting, organisation, async ({ state, restorations }) => {
		if (state.members.get(person)?.standing === 'active') return ok({ restored: true });
		const proposal = restorations.find((one) => one.person === person && one.by !== acting.ring.person);
		const record = proposal && (fromBase64url(proposal.record) as LogRecord | undefined);
		const seconded = record && secondFor(acting, record, person);
		if (seconded?.ok && extendLog(state, [seconded.value]).ok) {
			const sent = await sendRecord(acting, organisation, seconded.value);
			return sent.ok ? ok({ restored: true }) : sent;
		}
		// Where one signature is enough (nobody else is left), it is done at once.
		const alone = prepare(acting, state, { kind: 'restore', person });
		if (alone.ok) {
			const sent = await sendRecord(acting, organisation, alone.value.record);
			return sent.ok ? ok({ restored: true }) : sent;
		}
		if (alone.refusal.id !== 'membership.second-signature-missing') return alone;
		return proposeRestoration(acting, organisation, person);
	});
	if (!done.ok || !done.value.restored) return done;
	const settled = await settle(acting, organisation);
	if (!settled.ok) return settled;
	const granted = await grantAgain(acting, organisation, person);
	return granted.ok ? done : granted;
}

function secondFor(acting: Acting, record: LogRecord, person: PersonId): Result<LogRecord> {
	const body = readRecordBody(record);
	if (!body.ok) return body;
	const { act } = body.value;
	// A server that passes another record off for this one gets no signature of ours.
	if (act.kind !== 'restore' || act.person !== person) return refuse('membership.other-act');
	return signSecond(record, acting.ring.signer);
}

async function proposeRestoration(
	acting: Acting,
	organisation: OrganisationId,
	person: PersonId,
): Promise<Result<{ restored: boolean }>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	const act = { kind: 'restore', person } as const;
	const record = signAct(read.value.state, act, acting.ring.signer, acting.now().toISOString());
	const sent = await acting.act<typeof proposeRestorationAction>('vault.proposeRestoration', {
		organisation,
		record: toBase64url(record),
	});
	return sent.ok ? ok({ restored: false }) : sent;
}

/** The old keys of a person end and new ones begin: the way back for a colleague who lost theirs. */
export async function rekeyMember(
	acting: Acting,
	asked: {
		organisation: OrganisationId;
		invitation: InvitationId;
		member: PersonPublic;
		acceptance: Uint8Array;
	},
): Promise<Result<void>> {
	const { organisation, ...more } = asked;
	const self = more.member.person === acting.ring.person;
	const rekeyed = await appendAct(acting, organisation, (state) =>
		state.members.get(more.member.person)?.signing === more.member.signing
			? undefined
			: ok({ kind: 'rekey', ...more, reason: self ? 'renewed' : 'recovered-by-colleague' }),
	);
	return rekeyed.ok ? settle(acting, organisation) : rekeyed;
}

/** Gives a restored colleague the vaults they held before, as far as one holds them. */
async function grantAgain(
	acting: Acting,
	organisation: OrganisationId,
	person: PersonId,
): Promise<Result<void>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	for (const [vault, record] of read.value.state.vaults) {
		const heldBefore = [...record.epochs.values()].some(({ holders }) => holders.includes(person));
		if (!heldBefore || !read.value.vaults.get(vault)?.held) continue;
		const granted = await grantVault(acting, { organisation, vault, person });
		if (!granted.ok) return granted;
	}
	return ok(undefined);
}
