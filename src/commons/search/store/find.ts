import { sql } from 'kysely';
import type { Reader } from '#platform/db/database.ts';
import type { Facet, Narrowing } from '../model.ts';
import type { AskedWord } from '../rules/question.ts';

/** How many findings stand on a page. */
export const pageSize = 10;

/** No page is further than this: whoever would read on narrows instead. */
export const furthest = 30;

/** A document that was found, in both languages. */
export interface FoundRow {
	readonly programme: string;
	readonly path: string;
	readonly title_ru: string;
	readonly title_en: string;
	readonly text_ru: string;
	readonly text_en: string;
	readonly region: string | null;
	readonly updated_on: string;
}

export interface FoundPage {
	readonly total: number;
	readonly rows: readonly FoundRow[];
	readonly counts: readonly { readonly facet: Facet; readonly value: string; readonly count: number }[];
}

/**
 * One page of what is found, the likest first, and how the whole divides. One statement for every question, so
 * that the server plans it once a connection and no question is part of its text.
 */
export async function findDocuments(
	from: Reader,
	words: readonly AskedWord[],
	every: boolean,
	narrowing: Narrowing,
	page: number,
): Promise<FoundPage> {
	const { programme = null, region = null, theme = null, year = null } = narrowing;
	const { rows } = await sql<{ total: number; page: FoundRow[]; counts: FoundPage['counts'] }>`
		select * from search_documents(${words.map(({ word }) => word)}::text[], ${words.map(({ guess }) => guess)}::text[],
			${words.map((word) => word.skeleton)}::text[], ${every}, ${programme}, ${region}, ${theme}, ${year}::integer,
			${(page - 1) * pageSize}, ${pageSize}, ${furthest * pageSize})`.execute(from);
	const row = rows[0];
	return { total: row?.total ?? 0, rows: row?.page ?? [], counts: row?.counts ?? [] };
}
