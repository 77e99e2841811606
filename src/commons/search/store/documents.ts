import { sql } from 'kysely';
import type { Reader, Tx } from '#platform/db/database.ts';
import type { Locale } from '#platform/locale.ts';
import type { SearchDocument } from '../model.ts';
import { skeleton } from '../rules/letters.ts';
import { wordsOf } from '../rules/words.ts';

/** Puts documents in, or the new state of those that are there. One statement however many. Runs as the house. */
export async function insertDocuments(tx: Tx, documents: readonly SearchDocument[]): Promise<void> {
	// Many documents say the same words.
	const known = new Map<string, string>();
	const boneOf = (word: string) => {
		const bone = known.get(word) ?? skeleton(word);
		known.set(word, bone);
		return bone;
	};
	const bones = (of: readonly string[]) => [...new Set(of.map(boneOf))].join(' ');
	const rows = documents.map(({ title, text, region = null, year = null, updatedOn, ...document }) => {
		const said = {
			title: { ru: wordsOf(title.ru), en: wordsOf(title.en) },
			text: { ru: wordsOf(text.ru), en: wordsOf(text.en) },
		};
		const titles = [...new Set([...said.title.ru, ...said.title.en])];
		const words = [...new Set([...titles, ...said.text.ru, ...said.text.en])];
		return {
			...document,
			title_ru: title.ru,
			title_en: title.en,
			text_ru: text.ru,
			text_en: text.en,
			region,
			year,
			updated_on: updatedOn,
			words,
			said_title_ru: said.title.ru.join(' '),
			said_title_en: said.title.en.join(' '),
			title_bones: bones(titles),
			said_ru: said.text.ru.join(' '),
			said_en: said.text.en.join(' '),
			bones: bones(words),
		};
	});
	await sql`insert into search_document (programme, id, path, title_ru, title_en, text_ru, text_en, region,
			themes, year, updated_on, words, title_vector, vector)
		select d.programme, d.id, d.path, d.title_ru, d.title_en, d.text_ru, d.text_en, d.region, d.themes, d.year,
			d.updated_on, d.words, named.vector, named.vector
			|| setweight(to_tsvector('pg_catalog.russian', d.said_ru), 'C')
			|| setweight(to_tsvector('pg_catalog.english', d.said_en), 'C')
			|| setweight(to_tsvector('pg_catalog.simple', d.bones), 'D')
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d (programme text, id text, path text,
			title_ru text, title_en text, text_ru text, text_en text, region text, themes text[], year integer,
			updated_on date, words text[], said_title_ru text, said_title_en text, title_bones text, said_ru text,
			said_en text, bones text)
		cross join lateral (select setweight(to_tsvector('pg_catalog.russian', d.said_title_ru), 'A')
			|| setweight(to_tsvector('pg_catalog.english', d.said_title_en), 'A')
			|| setweight(to_tsvector('pg_catalog.simple', d.title_bones), 'B') as vector) named
		on conflict (programme, id) do update set path = excluded.path, title_ru = excluded.title_ru,
			title_en = excluded.title_en, text_ru = excluded.text_ru, text_en = excluded.text_en,
			region = excluded.region, themes = excluded.themes, year = excluded.year, updated_on = excluded.updated_on,
			words = excluded.words, title_vector = excluded.title_vector, vector = excluded.vector`.execute(tx);
	await sql`select accord.settle_search()`.execute(tx);
}

/** Takes a document out, if it is there. Runs as the house. */
export async function deleteDocument(tx: Tx, programme: string, id: string): Promise<void> {
	await tx.deleteFrom('search_document').where('programme', '=', programme).where('id', '=', id).execute();
}

/** A page of the public as a list shows it. */
export interface Listed {
	readonly programme: string;
	readonly path: string;
	readonly title: string;
	readonly updatedOn: string;
}

/** Every document by its title in a language, unordered: alphabets are the reader's matter. */
export async function listDocuments(from: Reader, locale: Locale): Promise<Listed[]> {
	const rows = await from
		.selectFrom('search_document')
		.select(['programme', 'path', 'title_ru', 'title_en', 'updated_on'])
		.execute();
	return rows.map(({ programme, path, title_ru, title_en, updated_on }) => ({
		programme,
		path,
		title: (locale === 'ru' ? title_ru : title_en) || title_ru || title_en,
		updatedOn: updated_on,
	}));
}

/** What is new in a region, newest first, with the beginning of its text: what a feed of news tells. */
export async function listNewest(
	from: Reader,
	region: string,
	locale: Locale,
	most: number,
): Promise<(Listed & { readonly beginning: string })[]> {
	const rows = await from
		.selectFrom('search_document')
		.select(['programme', 'path', 'title_ru', 'title_en', 'text_ru', 'text_en', 'updated_on'])
		.where('region', '=', region)
		.orderBy('updated_on', 'desc')
		.orderBy('path')
		.limit(most)
		.execute();
	return rows.map((row) => {
		const said = locale === 'ru' ? row.text_ru || row.text_en : row.text_en || row.text_ru;
		return {
			programme: row.programme,
			path: row.path,
			title: (locale === 'ru' ? row.title_ru : row.title_en) || row.title_ru || row.title_en,
			updatedOn: row.updated_on,
			beginning: said.length > 300 ? `${said.slice(0, 300).replace(/\s+\S*$/, '')}…` : said,
		};
	});
}
