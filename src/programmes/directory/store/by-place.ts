import { findTheme, themeAbove } from '#commons/themes/index.ts';
import type { Reader } from '#platform/db/database.ts';
import { collators, type Locale } from '#platform/locale.ts';

/** An organisation in a list of those who work in a place. */
export interface PlacedOrganisation {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
	readonly about: string;
	readonly telephone: string;
	/** As it is called in the language; in a region's list, to know where. */
	readonly town: string;
	readonly themes: readonly string[];
}

/** How many organisations are active in each town and region. */
export interface PlaceCounts {
	readonly towns: ReadonlyMap<string, number>;
	readonly regions: ReadonlyMap<string, number>;
}

/**
 * Organisations of a town or a region, A to Z in the reader's language: members; or those that are in the directory and
 * are none.
 */
export async function listPlaced(
	from: Reader,
	place: { readonly town: string } | { readonly region: string },
	locale: Locale,
	state: 'active' | 'listed' = 'active',
): Promise<PlacedOrganisation[]> {
	const rows = await from
		.selectFrom('organisation as o')
		.leftJoin('organisation_fact as f', (join) =>
			join.onRef('f.organisation', '=', 'o.id').on('f.field', '=', 'themes').on('f.audience', '=', 'public'),
		)
		.select([
			'o.id',
			'o.slug',
			'o.name_ru',
			'o.name_en',
			'o.about_ru',
			'o.about_en',
			'o.town_ru',
			'o.town_en',
			'o.telephone',
			'f.value',
		])
		.where('o.state', '=', state)
		.$if('town' in place, (query) => query.where('o.town_slug', '=', 'town' in place ? place.town : ''))
		.$if('region' in place, (query) => query.where('o.region', '=', 'region' in place ? place.region : ''))
		.execute();
	// One language may be missing; better that name than none.
	const said = (ru: string, en: string) => (locale === 'ru' ? ru || en : en || ru);
	return rows
		.map((row) => ({
			id: row.id,
			slug: row.slug,
			name: said(row.name_ru, row.name_en),
			about: said(row.about_ru, row.about_en),
			telephone: row.telephone,
			town: said(row.town_ru, row.town_en),
			themes: themesIn(row.value),
		}))
		.toSorted((a, b) => collators[locale].compare(a.name, b.name));
}

/** Counted once for all pages and kept until organisations change. */
export async function countByPlace(from: Reader): Promise<PlaceCounts> {
	const rows = await from
		.selectFrom('organisation')
		.select((eb) => ['region', 'town_slug', eb.fn.countAll<string>().as('organisations')])
		.where('state', '=', 'active')
		.groupBy(['region', 'town_slug'])
		.execute();
	const towns = new Map<string, number>();
	const regions = new Map<string, number>();
	for (const { region, town_slug: town, organisations } of rows) {
		const count = Number(organisations);
		regions.set(region, (regions.get(region) ?? 0) + count);
		if (town !== null) towns.set(town, (towns.get(town) ?? 0) + count);
	}
	return { towns, regions };
}

/** Who works on what, as far as organisations tell the public. */
export interface ThemeCounts {
	/** How many organisations of the network work on each theme. */
	readonly organisations: ReadonlyMap<string, number>;
	/** For each theme of the first level, the towns where somebody works on it. */
	readonly towns: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Read once for all pages and kept until organisations change. */
export async function countByTheme(from: Reader): Promise<ThemeCounts> {
	const rows = await from
		.selectFrom('organisation_fact as f')
		.innerJoin('organisation as o', 'o.id', 'f.organisation')
		.select(['f.value', 'o.town_slug'])
		.where('f.field', '=', 'themes')
		.where('f.audience', '=', 'public')
		.where('o.state', '=', 'active')
		.execute();
	const organisations = new Map<string, number>();
	const towns = new Map<string, Set<string>>();
	for (const { value, town_slug: town } of rows)
		for (const theme of themesIn(value)) {
			organisations.set(theme, (organisations.get(theme) ?? 0) + 1);
			const above = themeAbove(theme);
			if (town !== null) towns.set(above, (towns.get(above) ?? new Set()).add(town));
		}
	return { organisations, towns };
}

/** Rows outlive shapes: what is no theme any more is left out. */
function themesIn(value: unknown): readonly string[] {
	if (!Array.isArray(value)) return [];
	return value.filter((code) => typeof code === 'string' && findTheme(code) !== undefined);
}
