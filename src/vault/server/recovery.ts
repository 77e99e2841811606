import type { Tx } from '#platform/db/database.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { SealedRecoveryGrant } from '../format/envelope.ts';
import type { VaultId } from '../format/model.ts';
import type { MembershipState } from '../seal/membership-state.ts';
import { checkRecovery } from './checks.ts';
import { updateEpochRecovery } from './store/vaults.ts';

/** Keeps an epoch sealed to the organisation's present recovery key. */
export async function keepRecovery(
	tx: Tx,
	state: MembershipState,
	vault: VaultId,
	epoch: number,
	recovery: SealedRecoveryGrant,
): Promise<Result<void>> {
	const declared = state.vaults.get(vault)?.epochs.get(epoch);
	if (!declared) return refuse('grant.epoch-not-declared');
	const checked = checkRecovery(state, declared, recovery);
	if (!checked.ok) return checked;
	await updateEpochRecovery(tx, { organisation: state.organisation, vault, epoch }, recovery);
	return ok(undefined);
}
