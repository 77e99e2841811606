import { action, memberOf } from '#platform/action/index.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { PersonId, VaultId } from '../../format/model.ts';
import type { DeclaredVaultEpoch, MembershipState } from '../../seal/membership-state.ts';
import { appendRecord, readState } from '../append.ts';
import { checkGrant, checkGrants, checkHolders, checkLadder, checkRecovery } from '../checks.ts';
import { GrantVault, OpenEpoch, SealToRecovery } from '../model.ts';
import { keepRecovery } from '../recovery.ts';
import { nextChange } from '../store/change.ts';
import {
	findVaultForEpoch,
	insertEpoch,
	insertGrants,
	insertVault,
	updateVaultEpoch,
} from '../store/vaults.ts';
import { theOrganisation } from './log.ts';

/** A new vault (its first epoch), or the next epoch of one: grants for exactly those who hold it. */
export const openEpoch = action({
	name: 'vault.openEpoch',
	input: OpenEpoch,
	access: memberOf(theOrganisation),
	async run(doing, { organisation, vault, purpose, record, ladder, recovery, grants }) {
		const { tx } = doing;
		const appended = await appendRecord(doing, organisation, record, ['vault-epoch']);
		if (!appended.ok) return appended;
		const { act, before, state } = appended.value;
		if (act.kind !== 'vault-epoch' || !before || act.vault !== vault) return refuse('membership.other-act');
		const by = actorOf(doing);
		const declared = declaredEpoch(state, vault, act.epoch);
		if (!declared.ok) return declared;
		const checks = [
			() => checkHolders(before, declared.value, by),
			() => checkLadder(declared.value, ladder),
			() => checkRecovery(state, declared.value, recovery),
			() => checkGrants(state, declared.value, grants, by),
		];
		for (const check of checks) {
			const checked = check();
			if (!checked.ok) return checked;
		}
		const { epoch } = act;
		const row = await findVaultForEpoch(tx, organisation, vault);
		if (!row && !purpose) return refuse('vault.purpose-missing');
		if (!row && purpose) await insertVault(tx, { organisation, id: vault, purpose });
		if (!(await updateVaultEpoch(tx, { organisation, vault, epoch }))) return refuse('epoch.moved-on');
		await insertEpoch(tx, {
			organisation,
			vault,
			epoch,
			ladder: ladder ?? null,
			recovery: recovery ?? null,
			made_by: by,
		});
		await insertGrants(tx, { organisation, vault, epoch, by }, grants);
		const change = await nextChange(tx, organisation, vault);
		doing.touched('vault', vault);
		return ok({ epoch, change });
	},
});

/** Gives a member the epoch in force; the ladder gives them what was before. */
export const grantVault = action({
	name: 'vault.grantVault',
	input: GrantVault,
	access: memberOf(theOrganisation),
	async run(doing, { organisation, vault, record, grant }) {
		const appended = await appendRecord(doing, organisation, record, ['vault-grant']);
		if (!appended.ok) return appended;
		const { act, state } = appended.value;
		if (act.kind !== 'vault-grant' || act.vault !== vault || act.person !== grant.person) {
			return refuse('membership.other-act');
		}
		const by = actorOf(doing);
		const declared = declaredEpoch(state, vault, act.epoch);
		if (!declared.ok) return declared;
		const checked = checkGrant(state, declared.value, grant, by);
		if (!checked.ok) return checked;
		await insertGrants(doing.tx, { organisation, vault, epoch: act.epoch, by }, [grant]);
		doing.touched('vault', vault);
		return ok({ change: await nextChange(doing.tx, organisation, vault) });
	},
});

/** A holder seals the epoch in force to the organisation's present recovery key. */
export const sealToRecovery = action({
	name: 'vault.sealToRecovery',
	input: SealToRecovery,
	access: memberOf(theOrganisation),
	async run(doing, { organisation, vault, epoch, recovery }) {
		const { tx } = doing;
		const state = await readState(tx, organisation);
		if (!state.ok) return state;
		const declared = declaredEpoch(state.value, vault, epoch);
		if (!declared.ok) return declared;
		if (!declared.value.holders.includes(actorOf(doing))) return refuse('access.denied');
		const kept = await keepRecovery(tx, state.value, vault, epoch, recovery);
		if (!kept.ok) return kept;
		doing.touched('vault', vault);
		return ok({});
	},
});

function declaredEpoch(state: MembershipState, vault: VaultId, epoch: number): Result<DeclaredVaultEpoch> {
	const declared = state.vaults.get(vault)?.epochs.get(epoch);
	return declared ? ok(declared) : refuse('grant.epoch-not-declared');
}

function actorOf({ actor }: { actor: { kind: string; person?: string } }): PersonId {
	return (actor.person ?? '') as PersonId;
}
