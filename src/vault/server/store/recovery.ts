import type { Tx } from '#platform/db/database.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { OrganisationAnswer } from '../model.ts';

/** The newest restore that an organisation went through; none where there was none since it began. */
export async function findRecovery(tx: Tx, organisation: string) {
	return tx
		.selectFrom('recovery')
		.select(['id', 'backup_at', 'restored_at', 'period'])
		.where('organisation', '=', organisation)
		.orderBy('restored_at', 'desc')
		.limit(1)
		.executeTakeFirst();
}

/** The same as members are told of it. */
export async function describeRecovery(
	tx: Tx,
	organisation: string,
): Promise<Pick<OrganisationAnswer, 'recovery'>> {
	const row = await findRecovery(tx, organisation);
	if (!row) return {};
	return {
		recovery: {
			restore: row.id,
			backupAt: row.backup_at.toISOString(),
			restoredAt: row.restored_at.toISOString(),
			...(row.period && { period: toBase64url(row.period) }),
		},
	};
}

/** Until a coordinator has confirmed, devices bring back the log; nothing new is put on top of a shorter one. */
export async function awaitsConfirmation(tx: Tx, organisation: string): Promise<boolean> {
	const row = await findRecovery(tx, organisation);
	return row !== undefined && row.period === null;
}

/** Keeps the signed period. */
export async function updateRecoveryPeriod(
	tx: Tx,
	at: { organisation: string; restore: string },
	period: Uint8Array,
): Promise<void> {
	await tx
		.updateTable('recovery')
		.set({ period })
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.restore)
		.execute();
}
