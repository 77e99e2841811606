import { ok, refuse, type Result } from '#platform/result.ts';
import type { SealedLadder, SealedRecoveryGrant } from '../format/envelope.ts';
import { readFrame } from '../format/frame.ts';
import { EpochPlace, GrantHeader, RecoveryGrantHeader } from '../format/headers.ts';
import type { PersonId } from '../format/model.ts';
import { grantMessage } from '../seal/epoch.ts';
import { bookOf, type DeclaredVaultEpoch, type MembershipState } from '../seal/membership-state.ts';
import { verify } from '../seal/pairs.ts';
import type { GivenGrant } from './model.ts';

/**
 * What the server checks of sealed things without opening them: clear headers and signatures, against the
 * signed log. Members check all of it again; here it keeps a mistaken or hostile client from leaving
 * colleagues without their vaults.
 */

/** A grant must give the declared epoch to this member's present key, signed by the member who gives. */
export function checkGrant(
	state: MembershipState,
	declared: DeclaredVaultEpoch,
	{ person, bytes }: GivenGrant,
	by: PersonId,
): Result<void> {
	const frame = readFrame('grant', bytes, GrantHeader);
	if (!frame.ok) return frame;
	const { header, headerBytes, content, signature } = frame.value;
	if (!isAt(header, declared) || header.key !== declared.key) return refuse('grant.other-epoch');
	const member = state.members.get(person);
	if (member?.standing !== 'active') return refuse('membership.not-active');
	if (header.to.person !== person || header.to.key !== member.sealing) return refuse('grant.other-member');
	if (header.by !== by) return refuse('grant.signature-wrong');
	const signer = bookOf(state).memberKey(header.organisation, by, header.log);
	if (!signer.ok) return signer;
	const right =
		signature && verify('accord/v1/grant', grantMessage(headerBytes, content), signature, signer.value);
	return right ? ok(undefined) : refuse('grant.signature-wrong');
}

/** A new epoch must come with one good grant for each of its holders, and for nobody else. */
export function checkGrants(
	state: MembershipState,
	declared: DeclaredVaultEpoch,
	grants: readonly GivenGrant[],
	by: PersonId,
): Result<void> {
	const given = new Set(grants.map(({ person }) => person));
	const complete = given.size === grants.length && given.size === declared.holders.length;
	if (!complete || !declared.holders.every((person) => given.has(person))) {
		return refuse('epoch.grants-incomplete');
	}
	for (const grant of grants) {
		const checked = checkGrant(state, declared, grant, by);
		if (!checked.ok) return checked;
	}
	return ok(undefined);
}

/**
 * Who must hold the next epoch: every active holder of the one before, and whoever makes it (a coordinator
 * with the recovery key may not have held it). Only a coordinator may leave somebody out.
 */
export function checkHolders(
	before: MembershipState,
	declared: DeclaredVaultEpoch,
	by: PersonId,
): Result<void> {
	const record = before.vaults.get(declared.vault);
	if (!record) return ok(undefined);
	const held = record.epochs.get(record.current)?.holders ?? [];
	const added = declared.holders.filter((person) => person !== by && !held.includes(person));
	if (added.length > 0) return refuse('epoch.holder-added');
	const active = held.filter((person) => before.members.get(person)?.standing === 'active');
	const missed = active.filter((person) => !declared.holders.includes(person));
	const coordinator = before.members.get(by)?.coordinator ?? false;
	return missed.length > 0 && !coordinator ? refuse('epoch.holder-missing') : ok(undefined);
}

/** Each epoch but the first leads down to the one before. */
export function checkLadder(declared: DeclaredVaultEpoch, ladder: SealedLadder | undefined): Result<void> {
	if (declared.epoch === 1) return ladder ? refuse('ladder.other-epoch') : ok(undefined);
	if (!ladder) return refuse('ladder.rung-missing', { params: { epoch: declared.epoch } });
	const frame = readFrame('ladder', ladder, EpochPlace);
	if (!frame.ok) return frame;
	return isAt(frame.value.header, declared) ? ok(undefined) : refuse('ladder.other-epoch');
}

/** The recovery box is for the declared epoch and the organisation's present recovery key. */
export function checkRecovery(
	state: MembershipState,
	declared: DeclaredVaultEpoch,
	recovery: SealedRecoveryGrant | undefined,
): Result<void> {
	if (!recovery) return ok(undefined);
	const frame = readFrame('recoveryGrant', recovery, RecoveryGrantHeader);
	if (!frame.ok) return frame;
	const { header } = frame.value;
	if (!isAt(header, declared) || header.key !== declared.key) return refuse('grant.other-epoch');
	return header.recovery === state.keys.recovery ? ok(undefined) : refuse('grant.other-recovery-key');
}

type Place = Pick<DeclaredVaultEpoch, 'organisation' | 'vault' | 'epoch'>;

function isAt(a: Place, b: Place): boolean {
	return a.organisation === b.organisation && a.vault === b.vault && a.epoch === b.epoch;
}
