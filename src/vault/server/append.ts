import type { Doing } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '../format/bytes.ts';
import { unpackFormat, type LogRecord } from '../format/envelope.ts';
import { SignedRecord, type MembershipAct } from '../format/membership.ts';
import type { OrganisationId, PersonId } from '../format/model.ts';
import { vaultReady } from '../format/sodium.ts';
import { extendLog, readLog, readRecordBody } from '../seal/membership.ts';
import { logHead, type MembershipState } from '../seal/membership-state.ts';
import { findOrganisationForAppend, insertRecord, listRecords } from './store/log.ts';
import { awaitsConfirmation } from './store/recovery.ts';
import {
	findRegisteredKeys,
	hasAccount,
	updateMembership,
	updateOrganisationKeys,
	updateSessionsEnded,
} from './store/projection.ts';

/** A record that was verified, kept and projected, with the state before and after it. */
export interface Appended {
	readonly act: MembershipAct;
	readonly before: MembershipState | undefined;
	readonly state: MembershipState;
}

/** The organisation's log as it stands, verified from its first record. */
export async function readState(tx: Tx, organisation: OrganisationId): Promise<Result<MembershipState>> {
	await vaultReady();
	return readLog(await listRecords(tx, organisation), { organisation });
}

/**
 * Appends one signed record to an organisation's log: verifies chain, signatures and rules, keeps it,
 * projects it into the tables other rooms read, ends the sessions it ends, and announces. One transaction,
 * the organisation's row locked; whoever comes second is refused with `membership.moved-on` and tries again
 * on top. `kinds` are the acts that the calling action is for.
 */
export async function appendRecord(
	{ tx, actor }: Pick<Doing, 'tx' | 'actor'>,
	organisation: OrganisationId,
	record: LogRecord,
	kinds: readonly MembershipAct['kind'][],
): Promise<Result<Appended>> {
	await vaultReady();
	const body = readRecordBody(record);
	if (!body.ok) return body;
	const { act, index } = body.value;
	if (!kinds.includes(act.kind)) return refuse('membership.other-act');
	// Whoever hands a record in has signed it: as its author, or as the second of two.
	if (actor.kind === 'member' && !signersOf(record).includes(actor.person)) {
		return refuse('membership.other-actor');
	}
	if (!(await findOrganisationForAppend(tx, organisation))) return refuse('access.denied');
	const records = await listRecords(tx, organisation);
	if (await awaitsConfirmation(tx, organisation)) return refuse('recovery.unconfirmed');
	if (index !== records.length) return refuse('membership.moved-on');
	const before = records.length > 0 ? readLog(records, { organisation }) : undefined;
	if (before && !before.ok) return before;
	const after = before ? extendLog(before.value, [record]) : readLog([record], { organisation });
	if (!after.ok) {
		// The writer built on another record at the same place: they were overtaken.
		return after.refusal.id === 'membership.chain-broken' ? refuse('membership.moved-on') : after;
	}
	const state = after.value;
	const keys = await checkRegisteredKeys(tx, act);
	if (!keys.ok) return keys;
	await insertRecord(tx, {
		organisation,
		position: index,
		hash: bytesOf(logHead(state).hash),
		bytes: record,
	});
	await project(tx, state, act);
	await announce(tx, { kind: 'log', organisation, length: index + 1 });
	return ok({ act, before: before?.value, state });
}

/** Whoever is added or re-keyed must be added with the keys of their own account. */
async function checkRegisteredKeys(tx: Tx, act: MembershipAct): Promise<Result<void>> {
	// A re-keyed person's account is changed by the room of people once the log names the new keys.
	const keys = act.kind === 'add' ? act.member : act.kind === 'genesis' ? act.founder : undefined;
	if (!keys) return ok(undefined);
	const registered = await findRegisteredKeys(tx, keys.person);
	// Of somebody outside the organisation an ordinary member reads nothing; their signature vouches for them.
	if (!registered) return ok(undefined);
	const same = same32(registered.signing, keys.signing) && same32(registered.sealing, keys.sealing);
	return same ? ok(undefined) : refuse('membership.keys-not-registered');
}

/** What other rooms read of an organisation follows its log. */
export async function project(tx: Tx, state: MembershipState, act: MembershipAct): Promise<void> {
	const { organisation } = state;
	if (act.kind === 'genesis' || act.kind === 'organisation-keys') {
		await updateOrganisationKeys(tx, organisation, {
			identity: bytesOf(state.identity),
			signing: bytesOf(state.keys.signing),
			recovery: bytesOf(state.keys.recovery),
		});
	}
	const person = personOf(act);
	const member = person && state.members.get(person);
	// Whoever joined between a backup and its restore has no account any more; the log names them all the same.
	if (!person || !member || !(await hasAccount(tx, person))) return;
	await updateMembership(tx, {
		organisation,
		person,
		coordinator: member.coordinator,
		programmes: member.roles,
		professionalStatus: member.status.kind,
		registerNumber: member.status.kind === 'advocate' ? member.status.register : '',
		standing: member.standing,
	});
	const endsSessions = act.kind === 'remove' || act.kind === 'suspend' || act.kind === 'rekey';
	if (endsSessions) await updateSessionsEnded(tx, person, organisation);
	// Whoever's standing changed is connected anew, and so with their present rights.
	await announce(tx, { kind: 'sessions', person });
}

function signersOf(record: LogRecord): string[] {
	const signed = unpackFormat('logRecord', record, SignedRecord);
	return signed.ok ? signed.value.signatures.map(({ by }) => by) : [];
}

function personOf(act: MembershipAct): PersonId | undefined {
	switch (act.kind) {
		case 'genesis':
			return act.founder.person;
		case 'add':
		case 'rekey':
			return act.member.person;
		case 'change':
		case 'grant-coordinator':
		case 'withdraw-coordinator':
		case 'remove':
		case 'suspend':
		case 'restore':
			return act.person;
		default:
			return undefined;
	}
}

function same32(bytes: Uint8Array, spelled: string): boolean {
	const other = bytesOf(spelled);
	return bytes.length === other.length && bytes.every((byte, at) => byte === other[at]);
}

function bytesOf(spelled: string): Uint8Array {
	const bytes = fromBase64url(spelled);
	if (!bytes) throw new TypeError('Checked by its schema before');
	return bytes;
}
