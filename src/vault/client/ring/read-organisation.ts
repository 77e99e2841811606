import type { Refusal, Result } from '#platform/result.ts';
import { ok, refuse } from '#platform/result.ts';
import { fromBase64url } from '../../format/bytes.ts';
import type {
	LogRecord,
	SealedGrant,
	SealedLadder,
	SealedOrganisationSecrets,
	SealedRecoveryGrant,
	SignedDocument,
} from '../../format/envelope.ts';
import { readFrame } from '../../format/frame.ts';
import { RecoveryGrantHeader } from '../../format/headers.ts';
import type { OrganisationId, VaultId } from '../../format/model.ts';
import { openOrganisationSecrets } from '../../open/organisation.ts';
import { climbLadder, openGrant } from '../../open/epoch.ts';
import { extendLog, readLog, readRecordBody } from '../../seal/membership.ts';
import { bookOf, declaredEpochs, logHead, type MembershipState } from '../../seal/membership-state.ts';
import type { OrganisationSecrets } from '../../seal/organisation.ts';
import type { PersonSecrets } from '../../seal/person.ts';
import type { OrganisationAnswer, VaultAnswer } from '../../server/model.ts';
import type { Anchor, KnownVault, RecoveryStanding, VaultRing } from './model.ts';

/** What was verified of one organisation, and is kept in memory between refreshes. */
export interface ReadOrganisation {
	/** What the server said, with every record of the log from the first. */
	readonly answer: OrganisationAnswer;
	readonly state: MembershipState;
	readonly keysDue: boolean;
	readonly secrets?: OrganisationSecrets;
	readonly secretsFor: OrganisationAnswer['secretsFor'];
	readonly restorations: OrganisationAnswer['restorations'];
	readonly vaults: ReadonlyMap<VaultId, KnownVault & Sealed>;
	readonly held: ReadonlyMap<VaultId, VaultRing>;
	readonly problems: readonly Refusal[];
	readonly recovery?: RecoveryStanding;
}

/** The sealed parts of a vault that its members' keys open. */
export interface Sealed {
	readonly grant?: { readonly epoch: number; readonly bytes: SealedGrant };
	readonly ladders: ReadonlyMap<number, SealedLadder>;
	readonly recovery?: SealedRecoveryGrant;
	readonly certificate?: SignedDocument;
}

/**
 * Verifies what a server says of an organisation, on top of what was verified before. Refused as a whole if
 * the log is another, forked, shortened, or does not have us with our keys; what is wrong with single
 * vaults is told in `problems`, and the others stay usable.
 */
export function readOrganisation(
	organisation: OrganisationId,
	secrets: PersonSecrets,
	answer: OrganisationAnswer,
	before: ReadOrganisation | undefined,
	anchor: Anchor | undefined,
): Result<ReadOrganisation> {
	const log = readMembership(organisation, answer, before, anchor);
	if (!log.ok) return log;
	const { state, keysDue } = log.value;
	const standing = checkOwnStanding(state, secrets);
	if (!standing.ok) return standing;
	const problems: Refusal[] = [];
	const own = openSecrets(state, secrets, answer, problems);
	const vaults = new Map<VaultId, KnownVault & Sealed>();
	const held = new Map<VaultId, VaultRing>();
	for (const [vault, record] of state.vaults) {
		const said = answer.vaults.find((one) => one.vault === vault);
		const params = { vault };
		if (!said) {
			problems.push({ id: 'ring.vault-withheld', params });
			continue;
		}
		if (said.epoch !== record.current) problems.push({ id: 'ring.epoch-rolled-back', params });
		const sealed = unpackVault(said);
		const isHolder = record.epochs.get(record.current)?.holders.includes(secrets.person) ?? false;
		const opened = openVault(state, secrets, said, sealed, isHolder, before?.held.get(vault));
		if (opened?.ok) held.set(vault, opened.value);
		else if (opened) problems.push({ ...opened.refusal, params: { ...opened.refusal.params, vault } });
		const known = opened?.ok && opened.value.current.epoch === record.current;
		vaults.set(vault, {
			organisation,
			vault,
			purpose: said.purpose,
			epoch: record.current,
			held: known ?? false,
			rotationDue: record.rotationDue,
			recoverableBy: recoveryKeyOf(sealed.recovery),
			...sealed,
		});
	}
	const { secretsFor, restorations } = answer;
	const whole = { ...answer, records: [...(before?.answer.records ?? []), ...answer.records] };
	return ok({
		answer: whole,
		state,
		keysDue,
		secrets: own,
		secretsFor,
		restorations,
		vaults,
		held,
		problems,
		// Read once and for all at the first refresh; the restore is named in every answer that follows.
		...(before?.recovery && { recovery: before.recovery }),
	});
}

function readMembership(
	organisation: OrganisationId,
	answer: OrganisationAnswer,
	before: ReadOrganisation | undefined,
	anchor: Anchor | undefined,
): Result<{ state: MembershipState; keysDue: boolean }> {
	const records = answer.records.map((text) => bytesOf<LogRecord>(text));
	const [first, ...rest] = records;
	if (before) {
		// Asked for what comes after what we have, the server may not say that there is less.
		if (answer.length < before.state.hashes.length) return refuse('membership.rolled-back');
		return fold(before.state, before.keysDue, records);
	}
	if (!first) return refuse('membership.empty');
	const begun = readLog([first], { organisation, identity: anchor?.identity });
	if (!begun.ok) return begun;
	const whole = fold(begun.value, false, rest);
	if (!whole.ok || !anchor?.seen) return whole;
	const seen = whole.value.state.hashes[anchor.seen.index];
	if (seen === undefined) return refuse('membership.rolled-back');
	return seen === anchor.seen.hash
		? whole
		: refuse('membership.forked', { params: { index: anchor.seen.index } });
}

/** Adds records one by one, and notes when a coordinator's hold on the organisation's keys has ended. */
function fold(
	from: MembershipState,
	due: boolean,
	records: readonly LogRecord[],
): Result<{ state: MembershipState; keysDue: boolean }> {
	let state = from;
	let keysDue = due;
	for (const record of records) {
		const next = extendLog(state, [record]);
		if (!next.ok) return next;
		const body = readRecordBody(record);
		if (!body.ok) return body;
		const { act } = body.value;
		if (act.kind === 'organisation-keys') keysDue = false;
		const leaving = act.kind === 'rekey' ? act.member.person : 'person' in act ? act.person : undefined;
		const ends = ['remove', 'suspend', 'rekey', 'withdraw-coordinator'].includes(act.kind);
		if (ends && leaving && state.members.get(leaving)?.coordinator) keysDue = true;
		state = next.value;
	}
	return ok({ state, keysDue });
}

function checkOwnStanding(state: MembershipState, secrets: PersonSecrets): Result<void> {
	const self = state.members.get(secrets.person);
	if (!self) return refuse('ring.not-a-member');
	// A server that swaps our key in a log of its own making is told before anything is granted.
	const ours = self.signing === secrets.signing.public && self.sealing === secrets.sealing.public;
	if (!ours) return refuse('ring.own-keys-swapped');
	return self.standing === 'active' ? ok(undefined) : refuse('ring.not-active');
}

function openSecrets(
	state: MembershipState,
	secrets: PersonSecrets,
	answer: OrganisationAnswer,
	problems: Refusal[],
): OrganisationSecrets | undefined {
	if (!answer.secret || !state.members.get(secrets.person)?.coordinator) return undefined;
	const sealed = bytesOf<SealedOrganisationSecrets>(answer.secret);
	const opened = openOrganisationSecrets(sealed, state.organisation, secrets.sealing, state.keys);
	if (opened.ok) return opened.value;
	problems.push(opened.refusal);
	return undefined;
}

/** Opens the grant and climbs down the ladder; `undefined` where this person was granted nothing. */
function openVault(
	state: MembershipState,
	secrets: PersonSecrets,
	said: VaultAnswer,
	sealed: Sealed,
	isHolder: boolean,
	before: VaultRing | undefined,
): Result<VaultRing> | undefined {
	const vault = said.vault as VaultId;
	const declared = declaredEpochs(state, vault);
	const { grant } = sealed;
	const record = state.vaults.get(vault);
	// A holder with new keys waits for the next epoch; the grant to the old keys is gone.
	const awaited = !isHolder || record?.rotationDue;
	if (!grant) return awaited ? undefined : refuse('ring.grant-withheld');
	const current = record?.current;
	if (isHolder && grant.epoch !== current) return refuse('ring.epoch-rolled-back');
	if (before?.current.epoch === grant.epoch) return ok(before);
	const epoch = declared.get(grant.epoch);
	if (!epoch) return refuse('grant.epoch-not-declared');
	const opened = openGrant(grant.bytes, secrets.sealing, epoch, bookOf(state));
	if (!opened.ok) return opened;
	const climbed = climbLadder(opened.value, sealed.ladders, declared);
	if (!climbed.ok) return climbed;
	return ok({
		organisation: state.organisation,
		vault,
		purpose: said.purpose,
		epochs: climbed.value,
		current: opened.value,
	});
}

function unpackVault(said: VaultAnswer): Sealed {
	return {
		ladders: new Map(said.ladders.map(({ epoch, bytes }) => [epoch, bytesOf<SealedLadder>(bytes)])),
		...(said.grant && {
			grant: { epoch: said.grant.epoch, bytes: bytesOf<SealedGrant>(said.grant.bytes) },
		}),
		...(said.recovery && { recovery: bytesOf<SealedRecoveryGrant>(said.recovery) }),
		...(said.certificate && { certificate: bytesOf<SignedDocument>(said.certificate) }),
	};
}

function recoveryKeyOf(recovery: SealedRecoveryGrant | undefined): string | undefined {
	if (!recovery) return undefined;
	const frame = readFrame('recoveryGrant', recovery, RecoveryGrantHeader);
	return frame.ok ? frame.value.header.recovery : undefined;
}

/** Bytes as the server spelled them; what is none becomes nothing, and is refused by whoever opens it. */
function bytesOf<S extends Uint8Array>(text: string): S {
	return (fromBase64url(text) ?? new Uint8Array()) as S;
}

/** What is remembered of a log between unlocks. */
export function anchorOf(state: MembershipState): Anchor {
	return { identity: state.identity, seen: logHead(state) };
}
