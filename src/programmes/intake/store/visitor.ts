import { sql } from 'kysely';
import '../tables.ts';
import type { Tx } from '#platform/db/database.ts';
import { ok, type Result } from '#platform/result.ts';
import { keepEntries, keepFolder, touchFolder } from '#vault/server/folders/index.ts';
import type { Addition, ArrivedFile, HandIn } from '../hand-in.ts';
import { requestFolder, type Status } from '../model.ts';

/** What a locator leads to. */
export interface Followed {
	readonly organisation: string;
	readonly folder: string;
	readonly vault: string;
	readonly status: Status;
	readonly arrivedOn: string;
	readonly authenticationHash: Uint8Array;
	/** Vaults that the dialogue is shared with, or waits to be. */
	readonly shares: readonly { readonly organisation: string; readonly vault: string }[];
}

/** A file whose chunks have been moved to where the desk fetches them: its bytes altogether. */
export type Adopt = (organisation: string, file: string) => Promise<number>;

type At = Pick<Followed, 'organisation' | 'folder'>;

/**
 * Keeps a request as its sender handed it in, in one transaction that has the locator set; `there` when
 * this code has handed one in before, and then nothing is changed.
 */
export async function insertRequest(
	tx: Tx,
	given: HandIn,
	when: { readonly day: string; readonly alertAfter: Date },
	adopt: Adopt,
): Promise<Result<'handed-in' | 'there'>> {
	const { organisation, folder, vault } = given.place;
	const mine = await tx
		.insertInto('follow')
		.values({
			locator_hash: Buffer.from(given.locatorHash),
			authentication_hash: Buffer.from(given.authenticationHash),
			organisation,
			folder,
		})
		.onConflict((conflict) => conflict.column('locator_hash').doNothing())
		.executeTakeFirst();
	if (mine.numInsertedOrUpdatedRows !== 1n) return ok('there');
	const kept = await keepFolder(tx, {
		...given.place,
		kind: requestFolder,
		entries: [given.entry],
		keys: [...given.boxes],
		cover: given.cover,
	});
	if (!kept.ok) return kept;
	await tx
		.insertInto('request')
		.values({
			organisation,
			id: folder,
			vault,
			...given.facts,
			status: 'received',
			sealed_by: given.sealedBy,
			arrived_on: when.day,
			alert_after: when.alertAfter,
			backup: given.backup?.organisation ?? null,
		})
		.execute();
	if (given.backup) await insertWaitingShare(tx, given.place, given.backup);
	await insertFiles(tx, given.place, given.files, when.day, adopt);
	return ok('handed-in');
}

async function insertWaitingShare(
	tx: Tx,
	{ organisation, folder }: At,
	to: { organisation: string; vault: string },
): Promise<void> {
	await tx
		.insertInto('folder_share')
		.values({
			organisation,
			folder,
			with_organisation: to.organisation,
			with_vault: to.vault,
			state: 'waiting',
			cover: null,
		})
		.execute();
}

/** Adds an entry to a dialogue; `there` when this very entry was added before. */
export async function insertAddition(
	tx: Tx,
	given: Addition,
	day: string,
	adopt: Adopt,
): Promise<Result<'added' | 'there'>> {
	if (await hasEntry(tx, given)) return ok('there');
	const kept = await keepEntries(tx, {
		organisation: given.place.organisation,
		folder: given.place.folder,
		entries: [given.entry],
		keys: [...given.boxes],
	});
	if (!kept.ok) return kept;
	await insertFiles(tx, given.place, given.files, day, adopt);
	return ok('added');
}

/** Whether this very entry was added before. */
export async function hasEntry(tx: Tx, { place, id }: Pick<Addition, 'id' | 'place'>): Promise<boolean> {
	const found = await tx
		.selectFrom('entry')
		.select('id')
		.where('organisation', '=', place.organisation)
		.where('folder', '=', place.folder)
		.where('id', '=', id)
		.executeTakeFirst();
	return found !== undefined;
}

async function insertFiles(
	tx: Tx,
	at: At,
	files: readonly ArrivedFile[],
	day: string,
	adopt: Adopt,
): Promise<void> {
	for (const { file, chunks } of files) {
		const size = await adopt(at.organisation, file);
		await tx
			.insertInto('sealed_file')
			.values({
				organisation: at.organisation,
				id: file,
				folder: at.folder,
				chain: 'dialogue',
				chunks,
				received: chunks,
				complete: true,
				size,
				started_on: day,
			})
			.execute();
	}
}

/** What the locator of this transaction leads to; undefined where it leads nowhere. */
export async function findFollowed(tx: Tx): Promise<Followed | undefined> {
	const row = await tx
		.selectFrom('follow')
		.innerJoin('request', (join) =>
			join
				.onRef('request.organisation', '=', 'follow.organisation')
				.onRef('request.id', '=', 'follow.folder'),
		)
		.select([
			'follow.organisation',
			'follow.folder',
			'follow.authentication_hash',
			'request.vault',
			'request.status',
			'request.arrived_on',
		])
		.executeTakeFirst();
	if (!row) return undefined;
	const shares = await tx
		.selectFrom('folder_share')
		.select(['with_organisation as organisation', 'with_vault as vault'])
		.where('organisation', '=', row.organisation)
		.where('folder', '=', row.folder)
		.where('state', '<>', 'closed')
		.execute();
	return {
		organisation: row.organisation,
		folder: row.folder,
		vault: row.vault,
		status: row.status,
		arrivedOn: row.arrived_on,
		authenticationHash: row.authentication_hash,
		shares,
	};
}

/** The sealed dialogue as its sender may fetch it: what was cleared is not among it. */
export async function listDialogue(
	tx: Tx,
	at: At,
): Promise<{ readonly entries: Uint8Array[]; readonly boxes: Uint8Array[] }> {
	const entries = await tx
		.selectFrom('entry')
		.select('bytes')
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('chain', '=', 'dialogue')
		.orderBy('change')
		.execute();
	const boxes = await tx
		.selectFrom('chain_key')
		.select('bytes')
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('chain', '=', 'dialogue')
		.where('addressed_to', '=', 'visitor')
		.orderBy('change')
		.execute();
	return { entries: entries.map(({ bytes }) => bytes), boxes: boxes.map(({ bytes }) => bytes) };
}

/** The code shows these entries no longer. */
export async function insertCleared(
	tx: Tx,
	{ organisation, folder }: At,
	entries: readonly string[],
): Promise<void> {
	if (entries.length === 0) return;
	await tx
		.insertInto('cleared')
		.values(entries.map((entry) => ({ organisation, folder, entry })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/**
 * Destroys what the locator leads to: both chains, keys, files, the way back. What stays is the empty
 * folder and the sender's signed order. Answers the ids of the files, for the disk.
 */
export async function deleteFollowed(
	tx: Tx,
	{ organisation, folder }: At,
	order: Uint8Array,
): Promise<string[]> {
	await touchFolder(tx, { organisation, folder });
	const files = await sql<{
		file: string;
	}>`select accord.destroy_followed(${organisation}, ${folder}, ${Buffer.from(order)}) as file`.execute(tx);
	return files.rows.map(({ file }) => file);
}
