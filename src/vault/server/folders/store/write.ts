import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import { announce } from '#platform/live/bus.ts';
import type { Chain } from '../../../format/model.ts';
import type { ReadEntryRow } from '../model.ts';
import type { Place, ReadKeyRow } from '../reading.ts';

/**
 * Something in the folder changed: its vault, and those it is shared with, take their next numbers and are told;
 * of new entries those who can read their chain. Gives the number of the folder's own vault.
 */
export async function updateFolderChange(
	tx: Tx,
	at: { organisation: string; folder: string },
	entries: { readonly chain: Chain; readonly quiet?: boolean } | undefined,
): Promise<number> {
	const { rows } = await sql<{
		organisation: string;
		vault: string;
		change: number;
	}>`select * from accord.touch_folder(${at.organisation}, ${at.folder}, ${entries?.chain ?? null}, ${entries?.quiet ?? false})`.execute(
		tx,
	);
	for (const { organisation, vault, change } of rows) {
		await announce(tx, { kind: 'vault', organisation, vault, change });
	}
	const own = rows.find(({ organisation }) => organisation === at.organisation) ?? rows[0];
	if (!own) throw new RangeError('There is no such folder to touch');
	return own.change;
}

export async function insertFolder(
	tx: Tx,
	folder: { organisation: string; id: string; vault: string; kind: string; cover: Uint8Array | null },
	cover: { version: number },
	change: number,
): Promise<boolean> {
	const inserted = await tx
		.insertInto('folder')
		.values({
			...folder,
			cover_version: cover.version,
			cover_change: change,
			change,
			entry_change: change,
			destruction: null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Keeps entries; those already here are passed over (their bytes were compared before). */
export async function insertEntries(
	tx: Tx,
	place: Place,
	entries: readonly ReadEntryRow[],
	change: number,
): Promise<void> {
	if (entries.length === 0) return;
	await tx
		.insertInto('entry')
		.values(entries.map((entry) => ({ ...place, ...entry, change })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Keeps key boxes; the first box of a key for a recipient stays (the key's id commits to the key). */
export async function insertChainKeys(
	tx: Tx,
	organisation: string,
	keys: readonly ReadKeyRow[],
	change: number,
): Promise<void> {
	if (keys.length === 0) return;
	await tx
		.insertInto('chain_key')
		.values(keys.map((key) => ({ organisation, ...key, change })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function updateCover(
	tx: Tx,
	at: { organisation: string; folder: string },
	cover: { bytes: Uint8Array; version: number },
	change: number,
): Promise<void> {
	await tx
		.updateTable('folder')
		.set({ cover: cover.bytes, cover_version: cover.version, cover_change: change, change })
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.folder)
		.execute();
}

/** The receiving organisation's own summary of a folder shared with it. */
export async function updateShareCover(
	tx: Tx,
	at: { organisation: string; folder: string },
	through: { organisation: string; vault: string },
	cover: { bytes: Uint8Array; version: number },
	change: number,
): Promise<void> {
	await tx
		.updateTable('folder_share')
		.set({ cover: cover.bytes, cover_version: cover.version, cover_change: change, change })
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('with_organisation', '=', through.organisation)
		.where('with_vault', '=', through.vault)
		.execute();
}

/** Shares a folder (or opens the share that waited, as of a backup desk). */
export async function insertShare(
	tx: Tx,
	at: { organisation: string; folder: string },
	to: { organisation: string; vault: string },
	chains: readonly Chain[],
	cover: Uint8Array | null,
): Promise<void> {
	await tx
		.insertInto('folder_share')
		.values({
			organisation: at.organisation,
			folder: at.folder,
			with_organisation: to.organisation,
			with_vault: to.vault,
			state: 'open',
			chains: [...chains],
			cover,
		})
		.onConflict((conflict) =>
			conflict.columns(['organisation', 'folder', 'with_organisation']).doUpdateSet((set) => ({
				state: 'open',
				with_vault: to.vault,
				chains: sql`(select array_agg(distinct one) from unnest(folder_share.chains || ${set.ref('excluded.chains')}) one)`,
				// New to them as a whole, once more.
				entry_change: 0,
				cover: sql`coalesce(${set.ref('excluded.cover')}, folder_share.cover)`,
			})),
		)
		.execute();
}

export async function updateShareState(
	tx: Tx,
	at: { organisation: string; folder: string; with: string },
	state: 'open' | 'closed',
): Promise<void> {
	await tx
		.updateTable('folder_share')
		.set({ state })
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('with_organisation', '=', at.with)
		.execute();
}

/** The place of a folder that was destroyed elsewhere: nothing but the order, so that nobody brings it back. */
export async function insertDestroyed(
	tx: Tx,
	folder: { organisation: string; id: string; vault: string; kind: string; destruction: Uint8Array },
	change: number,
): Promise<void> {
	await tx
		.insertInto('folder')
		.values({ ...folder, cover: null, change, destroyed: true })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Takes everything of a folder away but the row that says so; gives the files whose bytes are to go. */
export async function deleteFolderContent(
	tx: Tx,
	at: { organisation: string; folder: string },
	order: Uint8Array,
): Promise<string[]> {
	const files = await tx
		.deleteFrom('sealed_file')
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.returning('id')
		.execute();
	for (const table of ['entry', 'chain_key'] as const) {
		await tx
			.deleteFrom(table)
			.where('organisation', '=', at.organisation)
			.where('folder', '=', at.folder)
			.execute();
	}
	await tx
		.updateTable('folder_share')
		.set({ cover: null })
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.execute();
	await sql`select accord.forget_beside(${at.organisation}, ${at.folder})`.execute(tx);
	await tx
		.updateTable('folder')
		.set({ cover: null, destroyed: true, destruction: order })
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.folder)
		.execute();
	await sql`select accord.delete_parts(${at.organisation}, ${at.folder})`.execute(tx);
	return files.map(({ id }) => id);
}
