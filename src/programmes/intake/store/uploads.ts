import { sql } from 'kysely';
import '../tables.ts';
import type { Tx } from '#platform/db/database.ts';

/** A sender's file on its way, before the entry that names it. */
export interface Upload {
	readonly tokenHash: Uint8Array;
	readonly chunks: number;
}

/** Begins an upload; the same again is fine. `taken` where another began one under that id. */
export async function insertUpload(
	tx: Tx,
	file: string,
	upload: Upload,
	day: string,
): Promise<'begun' | 'taken'> {
	await tx
		.insertInto('visitor_upload')
		.values({ file, token_hash: Buffer.from(upload.tokenHash), chunks: upload.chunks, started_on: day })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const found = await findUpload(tx, file);
	const same =
		found && found.chunks === upload.chunks && Buffer.compare(found.tokenHash, upload.tokenHash) === 0;
	return same ? 'begun' : 'taken';
}

export async function findUpload(tx: Tx, file: string): Promise<Upload | undefined> {
	const row = await tx
		.selectFrom('visitor_upload')
		.select(['token_hash as tokenHash', 'chunks'])
		.where('file', '=', file)
		.executeTakeFirst();
	return row;
}

/** Chunks that all uploads together will have: the disk is not for whoever asks first. */
export async function countWaitingChunks(tx: Tx): Promise<number> {
	const row = await tx
		.selectFrom('visitor_upload')
		.select(sql<number>`coalesce(sum(chunks), 0)::int`.as('chunks'))
		.executeTakeFirstOrThrow();
	return row.chunks;
}

export async function deleteUpload(tx: Tx, file: string): Promise<void> {
	await tx.deleteFrom('visitor_upload').where('file', '=', file).execute();
}

/** Forgets uploads that nobody claimed, begun before a day; answers their ids. */
export async function deleteUploadsBefore(tx: Tx, day: string): Promise<string[]> {
	const gone = await tx
		.deleteFrom('visitor_upload')
		.where('started_on', '<', day)
		.returning('file')
		.execute();
	return gone.map(({ file }) => file);
}
