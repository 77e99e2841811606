import { ok, refuse, type Result } from '#platform/result.ts';
import { concat, utf8 } from '../format/bytes.ts';
import { fromCbor, toCbor, type Plain } from '../format/cbor.ts';
import { packFormat, unpackFormat, type LogRecord } from '../format/envelope.ts';
import { hash } from '../format/hash.ts';
import { spell } from '../format/ids.ts';
import { LogBody, SignedRecord, type Genesis, type MembershipAct } from '../format/membership.ts';
import {
	LogHash,
	OrganisationIdentity,
	type InvitationId,
	type LogHead,
	type OrganisationId,
	type PersonId,
	type PersonPublic,
	type SigningKey,
	type SigningPair,
} from '../format/model.ts';
import { applyAct } from './membership-rules.ts';
import { checkHead, logHead, type Member, type MembershipState } from './membership-state.ts';
import { keyBytes, sign, verify } from './pairs.ts';

export interface Actor {
	readonly person: PersonId;
	readonly signing: SigningPair;
}

/** Signs the first record of an organisation's log; its hash is what the organisation is. */
export function signGenesis(act: Omit<Genesis, 'kind'>, founder: SigningPair, at: string): LogRecord {
	const body = { index: 0, previous: null, at, by: act.founder.person, act: { kind: 'genesis', ...act } };
	return signBody(LogBody.parse(body), { person: act.founder.person, signing: founder });
}

/** Signs the next record of a log. The server refuses it (`membership.moved-on`) where another came first. */
export function signAct(
	state: MembershipState,
	act: Exclude<MembershipAct, { kind: 'genesis' }>,
	by: Actor,
	at: string,
): LogRecord {
	const head = logHead(state);
	const body = { index: head.index + 1, previous: head.hash, at, by: by.person, act };
	return signBody(LogBody.parse(body), by);
}

/** Adds the second signature that restoring a colleague needs. */
export function signSecond(record: LogRecord, by: Actor): Result<LogRecord> {
	const read = readRecord(record);
	if (!read.ok) return read;
	const { bytes, signatures } = read.value;
	const second = { by: by.person, signature: sign('accord/v1/membership', bytes, by.signing.secret) };
	return ok(packFormat('logRecord', { body: bytes, signatures: [...signatures, second].slice(0, 2) }));
}

/** What a newcomer signs: that these are their keys, for this organisation and this invitation. */
export function signAcceptance(
	organisation: OrganisationId,
	invitation: InvitationId,
	keys: PersonPublic,
	signing: SigningPair,
): Uint8Array {
	return sign('accord/v1/acceptance', acceptance(organisation, invitation, keys), signing.secret);
}

/** Checks a newcomer's acceptance, as a coordinator does before adding them. */
export function checkAcceptance(
	organisation: OrganisationId,
	invitation: InvitationId,
	keys: PersonPublic,
	signature: Uint8Array,
): boolean {
	return verify('accord/v1/acceptance', acceptance(organisation, invitation, keys), signature, keys.signing);
}

/** What is known beforehand of the log that a server shows. */
export interface ExpectedLog {
	readonly organisation: OrganisationId;
	/** From the invitation, the network's list or the own store; absent only when an organisation begins. */
	readonly identity?: OrganisationIdentity;
	/** The newest head seen before, by oneself or by a colleague. */
	readonly seen?: LogHead;
}

/** Verifies a whole log and adds it up. Every refusal says at which record (from 0) it stands. */
export function readLog(records: readonly LogRecord[], expected: ExpectedLog): Result<MembershipState> {
	const [first, ...rest] = records;
	if (!first) return refuse('membership.empty');
	const begun = readGenesis(first);
	if (!begun.ok) return begun;
	const { organisation, identity } = begun.value;
	if (organisation !== expected.organisation) return refuse('membership.other-organisation');
	if (expected.identity && identity !== expected.identity) return refuse('membership.other-organisation');
	const state = extendLog(begun.value, rest);
	if (!state.ok || !expected.seen) return state;
	const seen = checkHead(state.value, expected.seen);
	if (seen.ok) return state;
	return seen.refusal.id === 'membership.log-behind' ? refuse('membership.rolled-back') : seen;
}

/** Verifies further records on top of a log that was verified before. */
export function extendLog(state: MembershipState, records: readonly LogRecord[]): Result<MembershipState> {
	let at = state;
	for (const record of records) {
		const next = extendByOne(at, record);
		if (!next.ok) {
			const params = { ...next.refusal.params, index: at.hashes.length };
			return { ok: false, refusal: { ...next.refusal, params } };
		}
		at = next.value;
	}
	return ok(at);
}

/** The hash of a record: of what was signed. */
export function hashRecord(record: LogRecord): Result<LogHash> {
	const read = readRecord(record);
	return read.ok ? ok(read.value.hash) : read;
}

/** Reads the body of a record without verifying anything. */
export function readRecordBody(record: LogRecord): Result<LogBody> {
	const read = readRecord(record);
	return read.ok ? ok(read.value.body) : read;
}

function readGenesis(record: LogRecord): Result<MembershipState> {
	const read = readRecord(record);
	if (!read.ok) return read;
	const { body, bytes, signatures, hash: recordHash } = read.value;
	const { act } = body;
	if (act.kind !== 'genesis' || body.index !== 0 || body.previous !== null) {
		return refuse('membership.genesis-wrong');
	}
	const { founder } = act;
	const [signature] = signatures;
	if (signatures.length !== 1 || signature?.by !== founder.person || body.by !== founder.person) {
		return refuse('membership.genesis-wrong');
	}
	if (!verify('accord/v1/membership', bytes, signature.signature, founder.signing)) {
		return refuse('membership.signature-wrong', { params: { index: 0 } });
	}
	const { signing, sealing } = founder;
	const member: Member = {
		...founder,
		name: act.founderName,
		status: act.founderStatus,
		roles: act.founderRoles,
		coordinator: true,
		standing: 'active',
		periods: [{ from: 0, until: null, signing, sealing }],
		comparedBy: [],
	};
	return ok({
		organisation: act.organisation,
		identity: OrganisationIdentity.parse(recordHash),
		name: act.name,
		keys: act.keys,
		hashes: [recordHash],
		members: new Map([[founder.person, member]]),
		vaults: new Map(),
	});
}

function extendByOne(state: MembershipState, record: LogRecord): Result<MembershipState> {
	const read = readRecord(record);
	if (!read.ok) return read;
	const { body, bytes, signatures, hash: recordHash } = read.value;
	const { act } = body;
	const head = logHead(state);
	if (body.index !== head.index + 1 || body.previous !== head.hash || act.kind === 'genesis') {
		return refuse('membership.chain-broken');
	}
	const [first, other] = signatures;
	const actor = signedBy(state, bytes, first);
	if (!actor.ok) return actor;
	if (actor.value.person !== body.by) return refuse('membership.signature-wrong');
	const second = other && signedBy(state, bytes, other);
	if (second && !second.ok) return second;
	if (second && second.value.person === body.by) return refuse('membership.signature-wrong');
	if ((act.kind === 'add' || act.kind === 'rekey') && !accepted(state, act)) {
		return refuse('membership.acceptance-wrong');
	}
	const applied = applyAct(state, { body, act, actor: actor.value, second: second?.value });
	return applied.ok ? ok({ ...applied.value, hashes: [...state.hashes, recordHash] }) : applied;
}

function signedBy(
	state: MembershipState,
	bytes: Uint8Array,
	signature: { by: PersonId; signature: Uint8Array } | undefined,
): Result<Member> {
	const member = signature && state.members.get(signature.by);
	if (!signature || !member) return refuse('membership.nobody');
	if (member.standing !== 'active') return refuse('membership.actor-not-active');
	return verify('accord/v1/membership', bytes, signature.signature, member.signing)
		? ok(member)
		: refuse('membership.signature-wrong');
}

function accepted(state: MembershipState, act: Extract<MembershipAct, { kind: 'add' | 'rekey' }>): boolean {
	return checkAcceptance(state.organisation, act.invitation, act.member, act.acceptance);
}

function acceptance(organisation: OrganisationId, invitation: InvitationId, keys: PersonPublic): Uint8Array {
	const { person, signing, sealing } = keys;
	const ids = utf8([organisation, invitation, person].join(' '));
	return concat(ids, keyBytes(signing satisfies SigningKey), keyBytes(sealing));
}

function signBody(body: LogBody, by: Actor): LogRecord {
	const bytes = toCbor(body as Plain);
	const signature = sign('accord/v1/membership', bytes, by.signing.secret);
	return packFormat('logRecord', { body: bytes, signatures: [{ by: by.person, signature }] });
}

function readRecord(record: LogRecord): Result<{
	body: LogBody;
	bytes: Uint8Array;
	hash: LogHash;
	signatures: { by: PersonId; signature: Uint8Array }[];
}> {
	const signed = unpackFormat('logRecord', record, SignedRecord);
	if (!signed.ok) return signed;
	const { body: bytes, signatures } = signed.value;
	const body = LogBody.safeParse(fromCbor(bytes));
	if (!body.success) return refuse('sealed.malformed');
	return ok({
		body: body.data,
		bytes,
		signatures,
		hash: spell(LogHash, hash('accord/v1/membership-record', bytes)),
	});
}
