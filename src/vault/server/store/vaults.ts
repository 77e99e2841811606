import type { Tx } from '#platform/db/database.ts';
import type { GivenGrant, GivenSecret } from '../model.ts';

/** A vault's row, locked until the transaction ends: epochs follow one another. */
export function findVaultForEpoch(tx: Tx, organisation: string, vault: string) {
	return tx
		.selectFrom('vault')
		.select(['epoch', 'purpose'])
		.where('organisation', '=', organisation)
		.where('id', '=', vault)
		.forUpdate()
		.executeTakeFirst();
}

export async function insertVault(
	tx: Tx,
	vault: { organisation: string; id: string; purpose: string },
): Promise<void> {
	await tx
		.insertInto('vault')
		.values({ ...vault, epoch: 0 })
		.execute();
}

/** The next epoch in place of exactly the one before; false where another was quicker. */
export async function updateVaultEpoch(
	tx: Tx,
	at: { organisation: string; vault: string; epoch: number },
): Promise<boolean> {
	const changed = await tx
		.updateTable('vault')
		.set({ epoch: at.epoch })
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.vault)
		.where('epoch', '=', at.epoch - 1)
		.executeTakeFirst();
	return changed.numUpdatedRows === 1n;
}

export async function insertEpoch(
	tx: Tx,
	epoch: {
		organisation: string;
		vault: string;
		epoch: number;
		ladder: Uint8Array | null;
		recovery: Uint8Array | null;
		made_by: string;
	},
): Promise<void> {
	await tx.insertInto('vault_epoch').values(epoch).execute();
}

/** Gives an epoch the rung that leads down from it, where it has none. */
export async function updateEpochLadder(
	tx: Tx,
	at: { organisation: string; vault: string; epoch: number },
	ladder: Uint8Array,
): Promise<void> {
	await tx
		.updateTable('vault_epoch')
		.set({ ladder })
		.where('organisation', '=', at.organisation)
		.where('vault', '=', at.vault)
		.where('epoch', '=', at.epoch)
		.where('ladder', 'is', null)
		.execute();
}

export async function updateEpochRecovery(
	tx: Tx,
	at: { organisation: string; vault: string; epoch: number },
	recovery: Uint8Array,
): Promise<void> {
	await tx
		.updateTable('vault_epoch')
		.set({ recovery })
		.where('organisation', '=', at.organisation)
		.where('vault', '=', at.vault)
		.where('epoch', '=', at.epoch)
		.execute();
}

/** Keeps grants; one that is given again takes the place of the one before. */
export async function insertGrants(
	tx: Tx,
	at: { organisation: string; vault: string; epoch: number; by: string },
	grants: readonly GivenGrant[],
): Promise<void> {
	const { organisation, vault, epoch, by } = at;
	await tx
		.insertInto('vault_grant')
		.values(
			grants.map(({ person, bytes }) => ({ organisation, vault, epoch, person, bytes, granted_by: by })),
		)
		.onConflict((conflict) =>
			conflict
				.columns(['organisation', 'vault', 'epoch', 'person'])
				.doUpdateSet((set) => ({ bytes: set.ref('excluded.bytes'), granted_by: by })),
		)
		.execute();
}

export async function deleteGrantsOf(tx: Tx, organisation: string, person: string): Promise<void> {
	await tx
		.deleteFrom('vault_grant')
		.where('organisation', '=', organisation)
		.where('person', '=', person)
		.execute();
}

export async function insertSecrets(
	tx: Tx,
	organisation: string,
	secrets: readonly GivenSecret[],
): Promise<void> {
	await tx
		.insertInto('organisation_secret')
		.values(secrets.map(({ person, bytes }) => ({ organisation, person, bytes })))
		.onConflict((conflict) =>
			conflict
				.columns(['organisation', 'person'])
				.doUpdateSet((set) => ({ bytes: set.ref('excluded.bytes') })),
		)
		.execute();
}

/** Takes the organisation's secrets from one person, or from all (before new ones are kept). */
export async function deleteSecrets(tx: Tx, organisation: string, person?: string): Promise<void> {
	let forgotten = tx.deleteFrom('organisation_secret').where('organisation', '=', organisation);
	if (person !== undefined) forgotten = forgotten.where('person', '=', person);
	await forgotten.execute();
}
