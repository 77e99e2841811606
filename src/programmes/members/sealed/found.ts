import { ok, type Result } from '#platform/result.ts';
import type { KeeperOperations } from '#vault/client/keeper/operations.ts';
import { newId } from '#vault/format/ids.ts';
import { OrganisationId, VaultId } from '#vault/format/model.ts';
import type { Standing } from './who-is-here.ts';

type Founding = Pick<KeeperOperations, 'createOrganisationKeys' | 'createVault' | 'refresh'>;

/**
 * What a founder's browser does once it may: the first record of the membership log, the organisation's own
 * keys, and the vault of its intake desk. Does nothing where all is there, so it may be called at each arrival.
 */
export async function foundKeys(keeper: Founding, standing: Standing): Promise<Result<void>> {
	const refreshed = await keeper.refresh();
	if (!refreshed.ok) return refreshed;
	for (const one of standing.organisations) {
		if (one.begun || !one.coordinator) continue;
		const organisation = OrganisationId.parse(one.organisation);
		const made = await keeper.createOrganisationKeys({
			organisation,
			name: one.name.ru || one.name.en,
			founderName: standing.displayName,
			founderStatus: { kind: 'none' },
			founderRoles: one.programmes,
		});
		if (!made.ok) return made;
		const vault = newId(VaultId);
		const opened = await keeper.createVault({ organisation, vault, purpose: 'intake', holders: [] });
		if (!opened.ok) return opened;
	}
	return ok(undefined);
}
