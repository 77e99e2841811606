import { sql } from 'kysely';
import type { Reader, Tx } from '#platform/db/database.ts';
import { skeleton } from '../rules/letters.ts';

/** Makes the list of words what the documents hold now: no more, no fewer. Runs as the house. */
export async function updateWords(tx: Tx): Promise<void> {
	await sql`delete from search_word w
		where not exists (select from (select distinct unnest(words) as word from search_document) d
			where d.word = w.word)`.execute(tx);
	const { rows } = await sql<{ word: string }>`
		select distinct unnest(words) as word from search_document
		except select word from search_word order by word`.execute(tx);
	// A few thousand at a time: a statement has a bounded number of values, an array has none.
	for (let at = 0; at < rows.length; at += 5000) {
		const words = rows.slice(at, at + 5000).map(({ word }) => word);
		await sql`insert into search_word (word, skeleton)
			select * from unnest(${words}::text[], ${words.map(skeleton)}::text[])
			on conflict do nothing`.execute(tx);
	}
}

/** Which of the words stand in some document as they are. */
export async function listKnownWords(from: Reader, words: readonly string[]): Promise<ReadonlySet<string>> {
	const { rows } = await sql<{ word: string }>`
		select word from search_word where word = any (${words as string[]}::text[])`.execute(from);
	return new Set(rows.map(({ word }) => word));
}

/** Known words that begin as one does but for a slip, the likest first. */
export async function listWordsBeginning(from: Reader, bones: string): Promise<string[]> {
	const { rows } = await sql<{ word: string }>`
		select word from search_word where beginnings(skeleton) && beginnings(${bones})
		order by similarity(skeleton, ${bones}) desc, word limit 40`.execute(from);
	return rows.map(({ word }) => word);
}

/** Known words that look like one as a whole, the likest first: dearer, for two slips that stand close together. */
export async function listLikeWords(from: Reader, bones: string): Promise<string[]> {
	const { rows } = await sql<{ word: string }>`
		select word from search_word where skeleton % ${bones}
		order by similarity(skeleton, ${bones}) desc, word limit 40`.execute(from);
	return rows.map(({ word }) => word);
}

/** The stem of each word in its own language; a word that says nothing has none. */
export async function listStems(
	from: Reader,
	words: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const { rows } = await sql<{ word: string; stem: string | null }>`
		select word, (case when word ~ '^[a-z]+$' then ts_lexize('pg_catalog.english_stem', word)
			else ts_lexize('pg_catalog.russian_stem', word) end)[1] as stem
		from unnest(${words as string[]}::text[]) word`.execute(from);
	return new Map(rows.flatMap(({ word, stem }) => (stem === null ? [] : [[word, stem] as const])));
}
