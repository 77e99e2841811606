import { ok, refuse, type Result } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { OrganisationId, VaultId } from '../../format/model.ts';
import { signRecoveryPeriod } from '../../seal/recovery-period.ts';
import type { confirmRecovery as confirmRecoveryAction } from '../../server/actions/recovery.ts';
import { refreshOrganisation } from '../ring/key-ring.ts';
import type { Acting } from './acting.ts';

/**
 * As a coordinator, gives one's signed word that the server was restored from a backup: for the log as it stands
 * now that this device has put back what it holds, and the counters of every vault.
 */
export async function confirmRecovery(
	acting: Acting,
	{ organisation }: { organisation: OrganisationId },
): Promise<Result<{ readonly until: string }>> {
	const { ring, act, now } = acting;
	const fresh = await refreshOrganisation(ring, act, organisation);
	if (!fresh.ok) return fresh;
	const { state, recovery, answer } = fresh.value;
	if (!recovery) return refuse('recovery.other-restore');
	if (recovery.is === 'confirmed') return ok({ until: recovery.until ?? '' });
	const vaults = answer.vaults.map(({ vault, change }) => ({ vault: vault as VaultId, change }));
	const { restore, backupAt } = recovery;
	const period = signRecoveryPeriod(state, { restore, backupAt, vaults }, ring.signer, now());
	const sent = await act<typeof confirmRecoveryAction>('vault.confirmRecovery', {
		organisation,
		period: toBase64url(period),
	});
	if (!sent.ok) return sent;
	await refreshOrganisation(ring, act, organisation);
	return sent;
}
