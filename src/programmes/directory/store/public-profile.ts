import { sql } from 'kysely';
import type { Reader } from '#platform/db/database.ts';
import type { Profile } from '../model/profile.ts';
import { visibleTo } from '../rules/visible-to.ts';
import { factsOf, profileColumns, toBasics } from './profile.ts';
import { listServices } from './service.ts';

/** An organisation as everybody may know it, with its town in the gazetteer where that is known. */
export interface PublicProfile extends Profile {
	readonly townSlug: string | null;
}

/** Which ones: all, one, those who tell the public that they work on a theme; and so many of them. */
export interface WhichProfiles {
	readonly among?: readonly string[];
	readonly slug?: string;
	readonly theme?: string;
	readonly offset?: number;
	readonly limit?: number;
}

const chosen = (from: Reader, { among, slug, theme }: WhichProfiles) =>
	from
		.selectFrom('organisation as o')
		.where('o.state', '=', 'active')
		.$if(among !== undefined, (query) => query.where('o.id', 'in', among ?? []))
		.$if(slug !== undefined, (query) => query.where('o.slug', '=', slug ?? ''))
		.$if(theme !== undefined, (query) =>
			query.where((eb) =>
				eb.exists(
					eb
						.selectFrom('organisation_fact as f')
						.whereRef('f.organisation', '=', 'o.id')
						.where('f.field', '=', 'themes')
						.where('f.audience', '=', 'public')
						.where(sql<boolean>`f.value @> ${JSON.stringify([theme])}::jsonb`),
				),
			),
		);

/** How many there are. */
export async function countPublicProfiles(from: Reader, which: WhichProfiles): Promise<number> {
	const { many } = await chosen(from, which)
		.select((eb) => eb.fn.countAll<string>().as('many'))
		.executeTakeFirstOrThrow();
	return Number(many);
}

/**
 * Active organisations with what a visitor may read of them, whoever asks: what programs take over is what the
 * page shows, by the same rule.
 */
export async function listPublicProfiles(from: Reader, which: WhichProfiles = {}): Promise<PublicProfile[]> {
	const { offset, limit, slug, among } = which;
	const rows = await chosen(from, which)
		.select(profileColumns)
		.select('o.town_slug')
		.orderBy('o.id')
		.$if(offset !== undefined, (query) => query.offset(offset ?? 0))
		.$if(limit !== undefined, (query) => query.limit(limit ?? 0))
		.execute();
	if (rows.length === 0) return [];
	const isAll = limit === undefined && slug === undefined && among === undefined;
	const ids = isAll ? undefined : rows.map(({ id }) => id);
	let facts = from
		.selectFrom('organisation_fact')
		.select(['organisation', 'field', 'audience', 'value'])
		.where('audience', '=', 'public');
	if (ids) facts = facts.where('organisation', 'in', ids);
	const seen = (await facts.execute()).filter((one) => visibleTo(one, 'visitor'));
	const factsBy = Map.groupBy(seen, ({ organisation }) => organisation);
	const services = Map.groupBy(
		await listServices(from, ids ? { among: ids } : {}),
		({ organisation }) => organisation,
	);
	return rows.map((row) => ({
		...toBasics(row),
		townSlug: row.town_slug,
		facts: factsOf(factsBy.get(row.id) ?? []),
		services: services.get(row.id) ?? [],
	}));
}
