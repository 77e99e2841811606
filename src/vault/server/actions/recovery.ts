import { action, memberOf } from '#platform/action/index.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { RecoveryPeriod } from '../../format/envelope.ts';
import type { PersonId } from '../../format/model.ts';
import type { RecoveryPeriodBody } from '../../format/recovery-period.ts';
import type { MembershipState } from '../../seal/membership-state.ts';
import { checkRecoveryPeriod, readRecoveryPeriod } from '../../seal/recovery-period.ts';
import { readState } from '../append.ts';
import { appendBroughtBack } from '../bring-back.ts';
import { checkGrant, checkLadder } from '../checks.ts';
import { BringBackEpoch, BringBackLog, ConfirmRecovery } from '../model.ts';
import { keepRecovery } from '../recovery.ts';
import { nextChange } from '../store/change.ts';
import { findRecovery, updateRecoveryPeriod } from '../store/recovery.ts';
import { insertGrants, updateEpochLadder } from '../store/vaults.ts';
import { theOrganisation } from './log.ts';

/** After a restore: the records of the log that came after the backup, from a device that holds them. */
export const bringBackLog = action({
	name: 'vault.bringBackLog',
	input: BringBackLog,
	access: memberOf(theOrganisation),
	async run({ tx, touched }, { organisation, restore, records, purposes }) {
		if ((await findRecovery(tx, organisation))?.id !== restore) return refuse('recovery.other-restore');
		const named = new Map<string, string>(purposes.map(({ vault, purpose }) => [vault, purpose]));
		const state = await appendBroughtBack(tx, organisation, records, named);
		if (!state.ok) return state;
		touched('organisation', organisation);
		return ok({ length: state.value.hashes.length });
	},
});

/** After that: what belongs to a vault's epochs, sealed anew or kept by one who holds the one in force. */
export const bringBackEpoch = action({
	name: 'vault.bringBackEpoch',
	input: BringBackEpoch,
	access: memberOf(theOrganisation),
	async run({ tx, actor, touched }, { organisation, vault, restore, ladders, recovery, grants }) {
		if ((await findRecovery(tx, organisation))?.id !== restore) return refuse('recovery.other-restore');
		const state = await readState(tx, organisation);
		if (!state.ok) return state;
		const record = state.value.vaults.get(vault);
		const declared = record?.epochs.get(record.current);
		const by = (actor.kind === 'member' ? actor.person : '') as string as PersonId;
		if (!record || !declared?.holders.includes(by)) return refuse('access.denied');
		for (const { epoch, bytes } of ladders) {
			const place = record.epochs.get(epoch);
			if (!place) return refuse('grant.epoch-not-declared');
			const checked = checkLadder(place, bytes);
			if (!checked.ok) return checked;
			await updateEpochLadder(tx, { organisation, vault, epoch }, bytes);
		}
		if (recovery) {
			const kept = await keepRecovery(tx, state.value, vault, declared.epoch, recovery);
			if (!kept.ok) return kept;
		}
		for (const grant of grants) {
			if (!declared.holders.includes(grant.person)) return refuse('epoch.holder-added');
			const checked = checkGrant(state.value, declared, grant, by);
			if (!checked.ok) return checked;
		}
		if (grants.length > 0) await insertGrants(tx, { organisation, vault, epoch: declared.epoch, by }, grants);
		touched('vault', vault);
		// Colleagues whose grants these are read the organisation anew.
		await announce(tx, { kind: 'log', organisation, length: state.value.hashes.length });
		return ok({ change: await nextChange(tx, organisation, vault) });
	},
});

/** A coordinator's signed word that the restore was one; the first that holds stays. */
export const confirmRecovery = action({
	name: 'vault.confirmRecovery',
	input: ConfirmRecovery,
	access: memberOf(theOrganisation, { coordinator: true }),
	async run({ tx, actor, now, touched }, { organisation, period }) {
		const recovery = await findRecovery(tx, organisation);
		if (!recovery) return refuse('recovery.other-restore');
		const state = await readState(tx, organisation);
		if (!state.ok) return state;
		const checked = checkWord(period, state.value, recovery.id, now);
		if (!checked.ok) return checked;
		if (actor.kind !== 'member' || checked.value.by !== (actor.person as string))
			return refuse('membership.other-actor');
		const before = recovery.period && new Uint8Array(recovery.period);
		const standing = before && checkWord(before as RecoveryPeriod, state.value, recovery.id, now);
		// The first that holds stays; one whose signer has left since is replaced.
		if (standing?.ok) return ok({ until: standing.value.until });
		await updateRecoveryPeriod(tx, { organisation, restore: recovery.id }, period);
		await announce(tx, { kind: 'log', organisation, length: state.value.hashes.length });
		touched('organisation', organisation);
		return ok({ until: checked.value.until });
	},
});

/** Counters are for members to compare: here they are what they are. */
function checkWord(
	period: RecoveryPeriod,
	state: MembershipState,
	restore: string,
	now: Date,
): Result<RecoveryPeriodBody> {
	const said = readRecoveryPeriod(period);
	if (!said.ok) return said;
	const counters = new Map(said.value.vaults.map(({ vault, change }) => [vault, change]));
	return checkRecoveryPeriod(period, state, { restore, counters }, now);
}
