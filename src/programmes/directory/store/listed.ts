import '../tables.ts';
import { sql } from 'kysely';
import { slugOf } from '#commons/organisations/index.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Entry } from '../rules/import/read-row.ts';

/** An organisation that is to be listed: its id is made of where its row stands, so that no row comes in twice. */
export interface NewListed {
	readonly id: string;
	readonly entry: Entry;
}

/** Addresses that are pages of their own. */
const pages = ['regions', 'towns'];

/** For each a free address: its name, else with its town, else with the beginning of its id. */
async function listFreeSlugs(tx: Tx, listed: readonly NewListed[]): Promise<string[]> {
	const wishes = listed.map(({ id, entry: { name, town, townSlug } }) => {
		const slug = slugOf(name.en || name.ru);
		return [
			slug,
			`${slug.slice(0, 28)}-${(townSlug ?? slugOf(town.ru || town.en)).slice(0, 28)}`,
			`${slug}-${id.slice(0, 8)}`,
		].map((one) => one.replaceAll(/-+/g, '-').replace(/-$/, ''));
	});
	const { rows } = await sql<{ slug: string }>`
		select slug from accord.organisation where slug = any (${wishes.flat()}::text[])`.execute(tx);
	const taken = new Set([...rows.map(({ slug }) => slug), ...pages]);
	return wishes.map((some) => {
		const free = some.find((slug) => !taken.has(slug)) ?? `${some[2] ?? ''}-x`;
		taken.add(free);
		return free;
	});
}

/**
 * Lists organisations with what is known of them; those that are there already (their rows were brought in before)
 * stay as they are. Answers those that are new, with their addresses. Two statements however many. Runs as the house.
 */
export async function insertListed<T extends NewListed>(
	tx: Tx,
	listed: readonly T[],
	{ source, today }: { readonly source: string; readonly today: string },
): Promise<(T & { readonly slug: string })[]> {
	if (listed.length === 0) return [];
	const slugs = await listFreeSlugs(tx, listed);
	const rows = listed.map(({ id, entry }, at) => ({
		id,
		slug: slugs[at],
		name_ru: entry.name.ru,
		name_en: entry.name.en,
		town_ru: entry.town.ru,
		town_en: entry.town.en,
		town_slug: entry.townSlug,
		region: entry.region,
		about_ru: entry.about.ru,
		about_en: entry.about.en,
		telephone: entry.telephone,
	}));
	const { rows: made } = await sql<{ id: string; slug: string }>`
		insert into accord.organisation (id, slug, name_ru, name_en, town_ru, town_en, town_slug, region, about_ru,
			about_en, telephone, state, listed_from, listed_on, joined_on)
		select id, slug, name_ru, name_en, town_ru, town_en, town_slug, region, about_ru, about_en, telephone,
			'listed', ${source}, ${today}::date, ${today}::date
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, slug text, name_ru text, name_en text,
			town_ru text, town_en text, town_slug text, region text, about_ru text, about_en text, telephone text)
		on conflict (id) do nothing returning id, slug`.execute(tx);
	const slugBy = new Map(made.map(({ id, slug }) => [id, slug]));
	const fresh = listed.flatMap((one) => {
		const slug = slugBy.get(one.id);
		return slug === undefined ? [] : [{ ...one, slug }];
	});
	const facts = fresh.flatMap(({ id, entry }) =>
		Object.entries(entry.facts).map(([field, fact]) => ({ organisation: id, field, ...fact })),
	);
	await sql`insert into accord.organisation_fact (organisation, field, audience, value, changed_on)
		select organisation, field, audience, value, ${today}::date
		from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
			as f (organisation uuid, field text, audience text, value jsonb)`.execute(tx);
	return fresh;
}
