import { z } from 'zod';
import { Instant, LogHead, OrganisationId, PersonId, VaultId } from './model.ts';

/**
 * A coordinator's signed word that the server was set back to a backup, and how far its log and vaults had come
 * when they looked: from then on, members take the shorter state for what it is.
 */
export const RecoveryPeriodBody = z.strictObject({
	organisation: OrganisationId,
	/** The restore it is about; a word for one says nothing of another. */
	restore: z.uuid(),
	/** When the backup was made, as the restored server says. */
	backupAt: Instant,
	from: Instant,
	until: Instant,
	by: PersonId,
	log: LogHead,
	/** Counters that no server may go back behind. */
	vaults: z.array(z.strictObject({ vault: VaultId, change: z.int().min(0) })).max(10_000),
});
export type RecoveryPeriodBody = z.infer<typeof RecoveryPeriodBody>;

/** The longest time in which devices that come late are still heard: after it, less is an attack again. */
export const RECOVERY_DAYS = 14;
