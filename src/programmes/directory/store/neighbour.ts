import './need-tables.ts';
import '../tables.ts';
import { sql } from 'kysely';
import { townOf, type InBoth } from '#commons/organisations/index.ts';
import type { Tx } from '#platform/db/database.ts';

/** How many of one region, and how many that work on the same, are compared. */
const MOST = { ofRegion: 200, ofThemes: 200 } as const;

/** One parameter however many ids: hundreds of them, each a parameter, take longer to plan than to look up. */
const isAmong = (column: string, ids: readonly string[]) =>
	sql<boolean>`${sql.ref(column)} = any (${[...ids]}::uuid[])`;

export interface NeighbourRow {
	readonly organisation: string;
	/** Of its page for the network. */
	readonly slug: string;
	readonly name: InBoth;
	readonly townName: InBoth;
	readonly region: string;
	/** As towns are compared. */
	readonly town: string;
	/** In the gazetteer. */
	readonly townSlug: string | undefined;
}

/**
 * Organisations that may be neighbours, by their ids. Whoever has more than the region to speak for them is
 * found by that: the same town stands first, and themes, listings and distance have questions of their own.
 */
export async function listCandidates(
	tx: Tx,
	of: { readonly organisation: string; readonly region: string; readonly townSlug: string | undefined },
	nearTowns: readonly string[],
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		(select id from accord.organisation where state = 'active' and region = ${of.region}
			order by (town_slug is not distinct from ${of.townSlug ?? null}) desc, id limit ${MOST.ofRegion})
		union
		(select organisation from accord.directory_theme
			where theme in (select theme from accord.directory_theme where organisation = ${of.organisation})
			group by organisation order by count(*) desc, organisation limit ${MOST.ofThemes})
		union
		(select id from accord.organisation where state = 'active' and town_slug = any (${[...nearTowns]}::text[])
			order by id limit ${MOST.ofRegion})`.execute(tx);
	return rows.map(({ id }) => id).filter((id) => id !== of.organisation);
}

/** What neighbours are compared by; those that are not active, or not the reader's to see, are left out. */
export async function listCompared(tx: Tx, ids: readonly string[]): Promise<NeighbourRow[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.selectFrom('organisation')
		.select(['id', 'slug', 'name_ru', 'name_en', 'town_ru', 'town_en', 'town_slug', 'region'])
		.where('state', '=', 'active')
		.where(isAmong('id', ids))
		.execute();
	return rows.map((row) => {
		const townName = { ru: row.town_ru || row.town_en, en: row.town_en || row.town_ru };
		const townSlug = row.town_slug ?? undefined;
		return {
			organisation: row.id,
			slug: row.slug,
			name: { ru: row.name_ru || row.name_en, en: row.name_en || row.name_ru },
			townName,
			region: row.region,
			town: townOf({ townSlug, town: townName }),
			townSlug,
		};
	});
}

/** The themes of several organisations, as far as the reader may know them. */
export async function listThemes(
	tx: Tx,
	ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.selectFrom('directory_theme')
		.select(['organisation', 'theme'])
		.where(isAmong('organisation', ids))
		.execute();
	const grouped = Map.groupBy(rows, ({ organisation }) => organisation);
	return new Map([...grouped].map(([id, of]) => [id, of.map(({ theme }) => theme)]));
}
