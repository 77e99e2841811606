import '../tables.ts';
import type { Tx } from '#platform/db/database.ts';
import type { SealedKeyBox } from '#vault/format/envelope.ts';
import type { Chain } from '#vault/format/model.ts';
import { readKeyBox } from '#vault/seal/chain-key.ts';
import { touchFolder } from '#vault/server/folders/index.ts';
import type { SeenFacts, WayBack } from '../model/desk.ts';

interface At {
	readonly organisation: string;
	readonly folder: string;
}

/** The row of a request that came after the backup, and the way back by its code; false where it is there. */
export async function insertBroughtBack(
	tx: Tx,
	given: At &
		WayBack & {
			readonly vault: string;
			readonly facts: SeenFacts;
			readonly seen: number;
		},
): Promise<boolean> {
	const { organisation, folder, vault, facts, seen } = given;
	const row = await tx
		.insertInto('request')
		.values({
			organisation,
			id: folder,
			vault,
			backup: facts.backup,
			...columnsOf(facts, organisation, seen),
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (row.numInsertedOrUpdatedRows !== 1n) return false;
	await tx
		.insertInto('follow')
		.values({
			locator_hash: Buffer.from(given.locatorHash),
			authentication_hash: Buffer.from(given.authenticationHash),
			organisation,
			folder,
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return true;
}

/** Opens the request again to the desks for which keys came back: handed over since the backup, or named to fall back to. */
export async function insertSharesBack(
	tx: Tx,
	{ organisation, folder }: At,
	facts: SeenFacts,
	keys: readonly SealedKeyBox[],
): Promise<void> {
	// A desk it was handed over to works on; one that it was only to fall back to waits again.
	const state = facts.alerted || facts.desk !== organisation ? 'open' : 'waiting';
	for (const { chains, ...to } of outsideVaults(keys, organisation)) {
		await tx
			.insertInto('folder_share')
			.values({
				organisation,
				folder,
				with_organisation: to.organisation,
				with_vault: to.vault,
				state,
				chains: [...chains],
				cover: null,
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}

/** Facts that a device saw later than those that are here, unless somebody changed them since the restore. */
export async function updateBroughtBack(tx: Tx, at: At, facts: SeenFacts, seen: number): Promise<void> {
	const changed = await tx
		.updateTable('request')
		.set(columnsOf(facts, at.organisation, seen))
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.folder)
		.where('facts_seen', '<', seen)
		.executeTakeFirst();
	if (changed.numUpdatedRows > 0n) await touchFolder(tx, at);
}

function columnsOf(facts: SeenFacts, owner: string, seen: number) {
	return {
		need: facts.need,
		region: facts.region,
		urgent: facts.urgent,
		status: facts.status,
		sealed_by: facts.sealedBy,
		arrived_on: facts.arrivedOn,
		taken_by: facts.takenBy,
		taken_at: facts.takenAt,
		alert_after: facts.alertAfter,
		alerted_at: facts.alerted ? (facts.takenAt ?? new Date(`${facts.arrivedOn}T00:00:00Z`)) : null,
		outcome: facts.outcome,
		desk: facts.desk === owner ? null : facts.desk,
		facts_seen: seen,
	};
}

function outsideVaults(
	keys: readonly SealedKeyBox[],
	owner: string,
): readonly { readonly organisation: string; readonly vault: string; readonly chains: ReadonlySet<Chain> }[] {
	const found = new Map<string, { organisation: string; vault: string; chains: Set<Chain> }>();
	for (const bytes of keys) {
		const box = readKeyBox(bytes);
		if (!box.ok) continue;
		const { to, chain } = box.value.header;
		if (to.kind !== 'vault' || to.organisation === owner) continue;
		const one = found.get(to.organisation) ?? {
			organisation: to.organisation,
			vault: to.vault,
			chains: new Set(),
		};
		found.set(to.organisation, { ...one, chains: one.chains.add(chain) });
	}
	return [...found.values()];
}
