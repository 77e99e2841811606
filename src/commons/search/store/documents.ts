import { sql } from 'kysely';
import type { Reader, Tx } from '#platform/db/database.ts';
import type { Locale } from '#platform/locale.ts';
import type { SearchDocument } from '../model.ts';
import { skeleton } from '../rules/letters.ts';
import { wordsOf } from '../rules/words.ts';

/** Puts a document in, or the new state of one. Runs as the house. */
export async function insertDocument(tx: Tx, document: SearchDocument): Promise<void> {
	const { programme, id, path, title, text, region = null, themes, year = null, updatedOn } = document;
	const said = {
		title: { ru: wordsOf(title.ru), en: wordsOf(title.en) },
		text: { ru: wordsOf(text.ru), en: wordsOf(text.en) },
	};
	const titles = [...new Set([...said.title.ru, ...said.title.en])];
	const words = [...new Set([...titles, ...said.text.ru, ...said.text.en])];
	const bones = (of: readonly string[]) => [...new Set(of.map(skeleton))].join(' ');
	await sql`insert into search_document (programme, id, path, title_ru, title_en, text_ru, text_en, region,
			themes, year, updated_on, words, title_vector, vector)
		select ${programme}, ${id}, ${path}, ${title.ru}, ${title.en}, ${text.ru}, ${text.en}, ${region},
			${[...themes]}, ${year}::integer, ${updatedOn}, ${words}, named.vector, named.vector
			|| setweight(to_tsvector('pg_catalog.russian', ${said.text.ru.join(' ')}), 'C')
			|| setweight(to_tsvector('pg_catalog.english', ${said.text.en.join(' ')}), 'C')
			|| setweight(to_tsvector('pg_catalog.simple', ${bones(words)}), 'D')
		from (select setweight(to_tsvector('pg_catalog.russian', ${said.title.ru.join(' ')}), 'A')
			|| setweight(to_tsvector('pg_catalog.english', ${said.title.en.join(' ')}), 'A')
			|| setweight(to_tsvector('pg_catalog.simple', ${bones(titles)}), 'B') as vector) named
		on conflict (programme, id) do update set path = excluded.path, title_ru = excluded.title_ru,
			title_en = excluded.title_en, text_ru = excluded.text_ru, text_en = excluded.text_en,
			region = excluded.region, themes = excluded.themes, year = excluded.year, updated_on = excluded.updated_on,
			words = excluded.words, title_vector = excluded.title_vector, vector = excluded.vector`.execute(tx);
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
