import { sql } from 'kysely';
import { held } from '#platform/held.ts';
import { announce } from '#platform/live/bus.ts';
import { asHouse, within } from '#platform/db/within.ts';
import { system } from '#platform/action/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { SearchDocument } from './model.ts';
import { deleteDocument, insertDocuments } from './store/documents.ts';
import { updateWords } from './store/words.ts';

/** The tag of pages that list what can be found: A to Z, the site map's counts. */
export const documentsTag = 'search-documents';

/** Makes the list of known words anew, within a minute after the documents changed. */
export const gatherWordsTask = 'search:gatherWords';

/**
 * Puts a public page in, or its new state, in the transaction of its data: `await putSearchDocument(tx, …)`. Only
 * what the public may read on that page: nothing here is guarded again.
 */
export const putSearchDocument = (tx: Tx, document: SearchDocument): Promise<void> =>
	putSearchDocuments(tx, [document]);

/** The same for many pages at once, each of them once. */
export async function putSearchDocuments(tx: Tx, documents: readonly SearchDocument[]): Promise<void> {
	if (documents.length === 0) return;
	await asHouse(tx, async () => {
		await insertDocuments(tx, documents);
		await announce(tx, { kind: 'pages', tags: [documentsTag] });
	});
}

/** Takes a public page out, in the transaction in which it ceases to be public. */
export async function withdrawSearchDocument(tx: Tx, programme: string, id: string): Promise<void> {
	await asHouse(tx, async () => {
		await deleteDocument(tx, programme, id);
		await announce(tx, { kind: 'pages', tags: [documentsTag] });
	});
}

/**
 * The job: words of withdrawn pages are forgotten, new ones are known to the mending of slips. Nothing is done while
 * the documents are the same: the database's own count of changes tells, so that no writer waits for another.
 */
export async function gatherWords(runtime: Runtime): Promise<void> {
	const gathered = held(runtime, gatherWordsTask, (): { changes: number } => ({ changes: -1 }));
	const { rows } = await sql<{ changes: number }>`select n_tup_ins + n_tup_upd + n_tup_del as changes
		from pg_stat_user_tables where schemaname = 'accord' and relname = 'search_document'`.execute(runtime.db);
	const changes = rows[0]?.changes ?? 0;
	if (changes === gathered.changes) return;
	await within(runtime.db, system, updateWords);
	gathered.changes = changes;
}
