import { sql, type Updateable } from 'kysely';
import '../tables.ts';
import type { Tx } from '#platform/db/database.ts';
import { touchFolder } from '#vault/server/folders/index.ts';
import type { RequestFacts } from '../model/desk.ts';
import type { Change } from '../rules/desk.ts';
import type { RequestTable } from '../tables.ts';

interface At {
	readonly organisation: string;
	readonly folder: string;
}
/** Clear facts, and the organisations through whose vaults the acting member holds the folder. */
export interface RequestRow extends RequestFacts {
	readonly readers: readonly string[];
}

/** A request as the actor of the transaction may see it; with `lock`, nobody else changes it meanwhile. */
export async function findRequest(
	tx: Tx,
	at: At,
	more: { readonly lock?: boolean } = {},
): Promise<RequestRow | undefined> {
	const query = tx
		.selectFrom('request')
		.selectAll()
		.select(sql<string[]>`accord.request_readers(organisation, vault, id)`.as('readers'))
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.folder);
	const row = await (more.lock ? query.forUpdate() : query).executeTakeFirst();
	if (!row) return undefined;
	return {
		organisation: row.organisation,
		folder: row.id,
		vault: row.vault,
		need: row.need,
		region: row.region,
		urgent: row.urgent,
		status: row.status,
		sealedBy: row.sealed_by,
		arrivedOn: row.arrived_on,
		desk: row.desk ?? row.organisation,
		takenBy: row.taken_by,
		takenAt: row.taken_at,
		alertAfter: row.alert_after,
		alertedAt: row.alerted_at,
		backup: row.backup,
		outcome: row.outcome,
		readers: row.readers,
	};
}

/** Changes the clear facts and tells every desk that holds the folder. */
export async function updateRequest(tx: Tx, at: At, change: Change): Promise<void> {
	const set = toColumns(change, at.organisation);
	if (Object.keys(set).length === 0) return;
	await tx
		.updateTable('request')
		// What is changed from now on is newer than all that a device may bring back after a restore.
		.set({ ...set, facts_seen: null })
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.folder)
		.execute();
	await touchFolder(tx, at);
}

function toColumns(change: Change, owner: string): Updateable<RequestTable> {
	const columns: Updateable<RequestTable> = {
		need: change.need,
		region: change.region,
		urgent: change.urgent,
		status: change.status,
		desk: change.desk === owner ? null : change.desk,
		taken_by: change.takenBy,
		taken_at: change.takenAt,
		alert_after: change.alertAfter,
		alerted_at: change.alertedAt,
		outcome: change.outcome,
	};
	return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/** A request that staff entered: its folder is kept beside it in the same transaction. */
export async function insertStaffRequest(
	tx: Tx,
	row: At & {
		readonly vault: string;
		readonly need: string;
		readonly region: string | null;
		readonly urgent: boolean;
		readonly day: string;
		readonly takenBy: string;
		readonly now: Date;
		readonly follow: { readonly locatorHash: Uint8Array; readonly authenticationHash: Uint8Array };
	},
): Promise<boolean> {
	const { organisation, folder, vault, need, region, urgent, day, takenBy, now, follow } = row;
	const inserted = await tx
		.insertInto('request')
		.values({
			organisation,
			id: folder,
			vault,
			need,
			region,
			urgent,
			status: 'reading',
			sealed_by: 'staff',
			arrived_on: day,
			taken_by: takenBy,
			taken_at: now,
			alert_after: null,
			alerted_at: null,
			backup: null,
			outcome: null,
			desk: null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
	await tx
		.insertInto('follow')
		.values({
			locator_hash: Buffer.from(follow.locatorHash),
			authentication_hash: Buffer.from(follow.authenticationHash),
			organisation,
			folder,
		})
		.execute();
	return true;
}
