import type { Act } from '#platform/act.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import { fromBase64url, toBase64url } from '../../format/bytes.ts';
import type { LogRecord, RecoveryPeriod } from '../../format/envelope.ts';
import type { OrganisationId, PersonId, VaultId } from '../../format/model.ts';
import { readRecordBody } from '../../seal/membership.ts';
import { logHead, type MembershipState } from '../../seal/membership-state.ts';
import { sealForRecovery, sealGrant } from '../../seal/epoch.ts';
import { checkRecoveryPeriod } from '../../seal/recovery-period.ts';
import type { OrganisationAnswer, RecoveryAnswer } from '../../server/model.ts';
import type { bringBackEpoch, bringBackLog } from '../../server/actions/recovery.ts';
import type { Anchor, KeyRing, RecoveryStanding } from './model.ts';
import { readOrganisation, type ReadOrganisation } from './read-organisation.ts';

/** A server that says it was set back: what this device kept of the organisation, and how to ask again. */
export interface Restored {
	readonly ring: Pick<KeyRing, 'secrets' | 'signer'>;
	readonly act: Act;
	readonly organisation: OrganisationId;
	readonly recovery: RecoveryAnswer;
	readonly own: OrganisationAnswer | undefined;
	readonly anchor: Anchor | undefined;
	readonly now: Date;
	/** Everything the server has of the organisation, from the log's first record. */
	readonly first?: OrganisationAnswer;
	readonly ask: () => Promise<Result<OrganisationAnswer>>;
}

const RECORDS_AT_ONCE = 100;

/**
 * Reads an organisation on a server that was restored from a backup. What the log lost and this device holds
 * is put back: signed and chained as it is, that needs nobody's word. A log that went on differently is taken
 * only with a recovery period signed by somebody who is a coordinator by the log known here.
 */
export async function readRestored(given: Restored): Promise<Result<ReadOrganisation>> {
	const { ring, organisation, own, anchor } = given;
	let answer = given.first ? ok(given.first) : await given.ask();
	if (!answer.ok) return answer;
	const read = (from: OrganisationAnswer, by: Anchor | undefined) =>
		readOrganisation(organisation, ring.secrets, from, undefined, by);
	const mine = own && read(own, anchor);
	let brought = 0;
	const missing = own && mine?.ok ? missingRecords(answer.value, own) : [];
	if (own && missing.length > 0) {
		const done = await bringBackRecords(given, missing, own);
		if (!done.ok && done.refusal.id.startsWith('network.')) return done;
		if (done.ok) brought = missing.length;
		answer = await given.ask();
		if (!answer.ok) return answer;
	}
	const merged = own ? withOwnKeys(answer.value, own) : answer.value;
	const plain = read(merged, anchor);
	const forked = own && mine?.ok && !extendsLog(answer.value, own);
	if (!plain.ok && !(forked && mine.ok)) return plain;
	const known = forked && mine.ok ? mine.value.state : plain.ok ? plain.value.state : undefined;
	if (!known) return plain;
	const word = checkWord(given, known, answer.value);
	let found = plain;
	if (forked) {
		// Another log than ours: with a coordinator's word it is what was left, without it is an attack.
		if (!word.ok) return plain.ok ? refuse('membership.rolled-back') : plain;
		found = read(merged, anchor && { identity: anchor.identity });
	}
	if (!found.ok) return found;
	const secret = found.value.secrets ? undefined : own?.secret;
	if (secret) {
		const again = read({ ...merged, secret }, forked ? undefined : anchor);
		if (again.ok && again.value.secrets) found = again;
	}
	if (!found.ok) return found;
	await bringBackEpochs(given, found.value, answer.value, missing);
	const recovery: RecoveryStanding = {
		...given.recovery,
		...standingOf(word),
		records: brought,
		returned: mine?.ok ? returnedMembers(mine.value.state, found.value.state) : [],
	};
	const problems = recovery.problem ? [recovery.problem, ...found.value.problems] : found.value.problems;
	return ok({ ...found.value, problems, recovery });
}

/** What of our records the server's log lacks, where all that it has is the beginning of ours. */
function missingRecords(server: OrganisationAnswer, own: OrganisationAnswer): readonly string[] {
	return extendsLog(own, server) ? own.records.slice(server.records.length) : [];
}

function extendsLog(longer: OrganisationAnswer, shorter: OrganisationAnswer): boolean {
	return shorter.records.every((record, index) => longer.records[index] === record);
}

async function bringBackRecords(
	{ act, organisation, recovery }: Restored,
	missing: readonly string[],
	own: OrganisationAnswer,
): Promise<Result<void>> {
	const purposes = own.vaults.map(({ vault, purpose }) => ({ vault: vault as VaultId, purpose }));
	for (let at = 0; at < missing.length; at += RECORDS_AT_ONCE) {
		const sent = await act<typeof bringBackLog>('vault.bringBackLog', {
			organisation,
			restore: recovery.restore,
			records: missing.slice(at, at + RECORDS_AT_ONCE),
			purposes,
		});
		if (!sent.ok) return sent;
	}
	return ok(undefined);
}

/** The server's answer with what this device kept of grants, ladders and recovery, where that is newer. */
function withOwnKeys(server: OrganisationAnswer, own: OrganisationAnswer): OrganisationAnswer {
	const vaults = server.vaults.map((said) => {
		const kept = own.vaults.find(({ vault }) => vault === said.vault);
		if (!kept) return said;
		const grant = (kept.grant?.epoch ?? 0) > (said.grant?.epoch ?? 0) ? kept.grant : said.grant;
		const there = new Set(said.ladders.map(({ epoch }) => epoch));
		const ladders = [...said.ladders, ...kept.ladders.filter(({ epoch }) => !there.has(epoch))];
		const recovery = said.recovery ?? (kept.epoch === said.epoch ? kept.recovery : undefined);
		return { ...said, ladders, ...(grant && { grant }), ...(recovery && { recovery }) };
	});
	return { ...server, vaults };
}

/** Gives back what belongs to the epochs that we hold: ladders as they were, grants sealed anew. */
async function bringBackEpochs(
	given: Restored,
	read: ReadOrganisation,
	server: OrganisationAnswer,
	missing: readonly string[],
): Promise<void> {
	const { ring, act, organisation, recovery } = given;
	const { state } = read;
	const touched = touchedVaults(missing);
	for (const [vault, { current, epochs }] of state.vaults) {
		const said = server.vaults.find((one) => one.vault === vault);
		const held = read.held.get(vault)?.current;
		const declared = epochs.get(current);
		if (!said || !held || !declared || held.epoch !== current) continue;
		if (said.grant?.epoch === current && !touched.has(vault)) continue;
		const by = { ...ring.signer, log: logHead(state) };
		const grants = declared.holders.flatMap((person) => {
			const member = state.members.get(person);
			if (member?.standing !== 'active') return [];
			return [{ person, bytes: toBase64url(sealGrant(held, member, by)) }];
		});
		const there = new Set(said.ladders.map(({ epoch }) => epoch));
		const ladders = [...(read.vaults.get(vault)?.ladders ?? [])].filter(([epoch]) => !there.has(epoch));
		await act<typeof bringBackEpoch>('vault.bringBackEpoch', {
			organisation,
			vault,
			restore: recovery.restore,
			ladders: ladders.map(([epoch, bytes]) => ({ epoch, bytes: toBase64url(bytes) })),
			// A recovery key that somebody knows who left is renewed before anything is sealed to it.
			...(said.recovery || read.keysDue
				? {}
				: { recovery: toBase64url(sealForRecovery(held, state.keys.recovery)) }),
			grants,
		});
	}
}

function touchedVaults(records: readonly string[]): ReadonlySet<VaultId> {
	const touched = new Set<VaultId>();
	for (const text of records) {
		const body = readRecordBody((fromBase64url(text) ?? new Uint8Array()) as LogRecord);
		if (!body.ok) continue;
		const { act } = body.value;
		if (act.kind === 'vault-epoch' || act.kind === 'vault-grant') touched.add(act.vault);
	}
	return touched;
}

function checkWord(
	{ recovery, now }: Restored,
	known: MembershipState,
	answer: OrganisationAnswer,
): Result<{ readonly until: string }> {
	if (recovery.period === undefined) return refuse('recovery.unconfirmed');
	const period = (fromBase64url(recovery.period) ?? new Uint8Array()) as RecoveryPeriod;
	const counters = new Map(answer.vaults.map(({ vault, change }) => [vault as VaultId, change]));
	return checkRecoveryPeriod(period, known, { restore: recovery.restore, counters }, now);
}

function standingOf(
	word: Result<{ readonly until: string }>,
): Pick<RecoveryStanding, 'is' | 'until' | 'problem'> {
	if (word.ok) return { is: 'confirmed', until: word.value.until };
	if (word.refusal.id === 'recovery.unconfirmed') return { is: 'waiting' };
	if (word.refusal.id === 'recovery.expired') return { is: 'over' };
	return { is: 'waiting', problem: word.refusal satisfies Refusal };
}

/** Who was out by the log known here, and is in by the one that was accepted: they must be put out again. */
function returnedMembers(before: MembershipState, now: MembershipState): readonly PersonId[] {
	return [...before.members.values()].flatMap(({ person, standing }) =>
		standing !== 'active' && now.members.get(person)?.standing === 'active' ? [person] : [],
	);
}
