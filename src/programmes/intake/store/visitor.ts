import { sql } from 'kysely';
import '../tables.ts';
import type { Tx } from '#platform/db/database.ts';
import { nextChange } from '#vault/server/index.ts';
import type { Addition, HandIn, StoredBox } from '../hand-in.ts';

/** What a locator leads to. */
export interface Followed {
	readonly organisation: string;
	readonly folder: string;
	readonly vault: string;
	readonly status: 'received' | 'reading' | 'answered' | 'closed' | 'not-ours';
	readonly arrivedOn: string;
	readonly authenticationHash: Uint8Array;
	/** Organisations that the dialogue is shared with, or waits to be. */
	readonly shares: readonly { readonly organisation: string; readonly vault: string }[];
}

/**
 * Keeps a request as its sender handed it in, in one transaction that has the locator set; `there` when
 * this code has handed one in before, and then nothing is changed.
 */
export async function insertRequest(
	tx: Tx,
	given: HandIn,
	when: { readonly day: string; readonly alertAfter: Date },
): Promise<'handed-in' | 'there'> {
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
		.returning('folder')
		.executeTakeFirst();
	if (!mine) return 'there';
	const change = await nextChange(tx, organisation, vault);
	await sql`insert into folder (organisation, id, vault, kind, cover, cover_version, cover_change, change)
		values (${organisation}, ${folder}, ${vault}, 'request', ${Buffer.from(given.cover)}, 0, ${change}, ${change})`.execute(
		tx,
	);
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
	await insertEntryAndBoxes(tx, given, change, when.day);
	if (given.backup) {
		await sql`insert into folder_share (organisation, folder, with_organisation, with_vault, state)
			values (${organisation}, ${folder}, ${given.backup.organisation}, ${given.backup.vault}, 'waiting')`.execute(
			tx,
		);
	}
	return 'handed-in';
}

/** Adds an entry to a dialogue; `there` when this very entry was added before. */
export async function insertAddition(tx: Tx, given: Addition, day: string): Promise<'added' | 'there'> {
	const { organisation, folder, vault } = given.place;
	// The folder's row is locked first: of two posts of one entry, the second sees the first.
	await sql`select id from folder where organisation = ${organisation} and id = ${folder} for update`.execute(
		tx,
	);
	const before =
		await sql`select id from entry where organisation = ${organisation} and folder = ${folder} and id = ${given.entry.id}`.execute(
			tx,
		);
	if (before.rows.length > 0) return 'there';
	const change = await nextChange(tx, organisation, vault);
	await sql`update folder set change = ${change} where organisation = ${organisation} and id = ${folder}`.execute(
		tx,
	);
	await insertEntryAndBoxes(tx, given, change, day);
	await moveShares(tx, organisation, folder);
	return 'added';
}

async function insertEntryAndBoxes(tx: Tx, given: Addition, change: number, day: string): Promise<void> {
	const { organisation, folder, vault } = given.place;
	const { id, hash, bytes } = given.entry;
	await sql`insert into entry (organisation, folder, id, vault, chain, hash, bytes, change)
		values (${organisation}, ${folder}, ${id}, ${vault}, 'dialogue', ${Buffer.from(hash)}, ${Buffer.from(bytes)}, ${change})`.execute(
		tx,
	);
	for (const box of given.boxes) await insertBox(tx, organisation, folder, box, change);
	for (const { file, chunks } of given.files) {
		await sql`insert into sealed_file (organisation, id, folder, chain, chunks, received, complete, started_on)
			values (${organisation}, ${file}, ${folder}, 'dialogue', ${chunks}, ${chunks}, true, ${day}::date)`.execute(
			tx,
		);
	}
}

async function insertBox(
	tx: Tx,
	organisation: string,
	folder: string,
	box: StoredBox,
	change: number,
): Promise<void> {
	await sql`insert into chain_key (organisation, folder, chain, key_id, addressed_to, bytes, change)
		values (${organisation}, ${folder}, 'dialogue', ${box.key}, ${box.addressedTo}, ${Buffer.from(box.bytes)}, ${change})`.execute(
		tx,
	);
}

/** The desks that a dialogue is open to hear of its change as well. */
async function moveShares(tx: Tx, organisation: string, folder: string): Promise<void> {
	const open = await sql<{
		with_organisation: string;
		with_vault: string;
	}>`select with_organisation, with_vault from folder_share
		where organisation = ${organisation} and folder = ${folder} and state = 'open'`.execute(tx);
	for (const { with_organisation, with_vault } of open.rows) {
		const change = await nextChange(tx, with_organisation, with_vault);
		await sql`update folder_share set change = ${change} where organisation = ${organisation} and folder = ${folder}
			and with_organisation = ${with_organisation}`.execute(tx);
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
	const shares = await sql<{
		organisation: string;
		vault: string;
	}>`select with_organisation as organisation, with_vault as vault
		from folder_share where organisation = ${row.organisation} and folder = ${row.folder} and state <> 'closed'`.execute(
		tx,
	);
	return {
		organisation: row.organisation,
		folder: row.folder,
		vault: row.vault,
		status: row.status,
		arrivedOn: row.arrived_on,
		authenticationHash: row.authentication_hash,
		shares: shares.rows,
	};
}

/** The sealed dialogue as its sender may fetch it: what was cleared is not among it. */
export async function listDialogue(
	tx: Tx,
	{ organisation, folder }: Pick<Followed, 'organisation' | 'folder'>,
): Promise<{ readonly entries: Uint8Array[]; readonly boxes: Uint8Array[] }> {
	const entries = await sql<{ bytes: Uint8Array }>`select bytes from entry
		where organisation = ${organisation} and folder = ${folder} and chain = 'dialogue' order by change`.execute(
		tx,
	);
	const boxes = await sql<{ bytes: Uint8Array }>`select bytes from chain_key
		where organisation = ${organisation} and folder = ${folder} and chain = 'dialogue' and addressed_to = 'visitor' order by change`.execute(
		tx,
	);
	return { entries: entries.rows.map(({ bytes }) => bytes), boxes: boxes.rows.map(({ bytes }) => bytes) };
}

/** The code shows these entries no longer. */
export async function insertCleared(
	tx: Tx,
	{ organisation, folder }: Pick<Followed, 'organisation' | 'folder'>,
	entries: readonly string[],
): Promise<void> {
	if (entries.length === 0) return;
	await tx
		.insertInto('cleared')
		.values(entries.map((entry) => ({ organisation, folder, entry })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Whether a file belongs to the dialogue. */
export async function findDialogueFile(
	tx: Tx,
	{ organisation, folder }: Pick<Followed, 'organisation' | 'folder'>,
	file: string,
): Promise<{ readonly chunks: number } | undefined> {
	const found = await sql<{ chunks: number }>`select chunks from sealed_file
		where organisation = ${organisation} and folder = ${folder} and id = ${file} and complete`.execute(tx);
	return found.rows[0];
}

/**
 * Destroys what the locator leads to: both chains, keys, files, the way back. What stays is the empty
 * folder and the sender's signed order. Answers the ids of the files, for the disk.
 */
export async function deleteFollowed(tx: Tx, followed: Followed, order: Uint8Array): Promise<string[]> {
	const { organisation, folder, vault } = followed;
	await tx
		.insertInto('destruction')
		.values({ organisation, folder, vault, bytes: Buffer.from(order) })
		.execute();
	const change = await nextChange(tx, organisation, vault);
	await sql`update folder set destroyed = true, cover = null, cover_change = ${change}, change = ${change}
		where organisation = ${organisation} and id = ${folder}`.execute(tx);
	await moveShares(tx, organisation, folder);
	const files = await sql<{
		file: string;
	}>`select accord.destroy_followed(${organisation}, ${folder}) as file`.execute(tx);
	return files.rows.map(({ file }) => file);
}
