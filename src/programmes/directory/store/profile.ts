import type { InBoth } from '#commons/organisations/index.ts';
import type { Reader, Tx } from '#platform/db/database.ts';
import { fieldNames, fields, type Facts, type FieldValue } from '../model/fields.ts';
import { audience } from '../model/audience.ts';
import type { Basics, ChangedFacts, Profile } from '../model/profile.ts';
import { visibleTo } from '../rules/visible-to.ts';
import type { Viewer } from '../model/audience.ts';
import { listServices } from './service.ts';

/** What everybody knows, as columns. */
export const profileColumns = [
	'id',
	'slug',
	'office',
	'region',
	'telephone',
	'name_ru',
	'name_en',
	'town_ru',
	'town_en',
	'about_ru',
	'about_en',
	'state',
	'listed_from',
	'listed_on',
] as const;

type BasicRow = Readonly<Record<Exclude<(typeof profileColumns)[number], 'office' | 'listed_on'>, string>> & {
	readonly office: boolean;
	readonly listed_on: string | null;
};

/** What everybody knows of an organisation. */
export function toBasics(row: BasicRow): Omit<Profile, 'facts' | 'services'> {
	return {
		organisation: row.id,
		slug: row.slug,
		office: row.office,
		region: row.region,
		telephone: row.telephone,
		name: { ru: row.name_ru, en: row.name_en },
		town: { ru: row.town_ru, en: row.town_en },
		about: { ru: row.about_ru, en: row.about_en },
		...(row.state === 'listed' ? { listed: { from: row.listed_from, on: row.listed_on ?? '' } } : {}),
	};
}

/**
 * A member, or one that is only listed, with what the transaction's role may read of it; `viewerOf` says what the reader is to
 * it, and what such a reader is not to see is left out once more.
 */
export async function findProfile(
	from: Reader,
	by: { readonly slug: string } | { readonly organisation: string },
	viewerOf: (owner: { id: string; region: string }) => Viewer,
): Promise<Profile | undefined> {
	const [column, value] = 'slug' in by ? (['slug', by.slug] as const) : (['id', by.organisation] as const);
	const row = await from
		.selectFrom('organisation')
		.select(profileColumns)
		.where(column, '=', value)
		.where('state', 'in', ['active', 'listed'])
		.executeTakeFirst();
	if (!row) return undefined;
	const rows = await from
		.selectFrom('organisation_fact')
		.select(['field', 'audience', 'value'])
		.where('organisation', '=', row.id)
		.execute();
	const viewer = viewerOf(row);
	return {
		...toBasics(row),
		facts: factsOf(rows.filter((one) => visibleTo(one, viewer))),
		services: await listServices(from, { organisation: row.id }),
	};
}

/** An organisation in a list: its name, its place, and what it works on where the reader may know it. */
export interface Listed {
	readonly organisation: string;
	readonly slug: string;
	readonly name: InBoth;
	readonly town: InBoth;
	readonly region: string;
	readonly themes: readonly string[];
}

/** All active organisations, with what the transaction's role may read of them. */
export async function listOrganisations(
	from: Reader,
	viewerOf: (owner: { id: string; region: string }) => Viewer,
): Promise<Listed[]> {
	const rows = await from
		.selectFrom('organisation as o')
		.leftJoin('organisation_fact as f', (join) =>
			join.onRef('f.organisation', '=', 'o.id').on('f.field', '=', 'themes'),
		)
		.select(['o.id', 'o.slug', 'o.region', 'o.name_ru', 'o.name_en', 'o.town_ru', 'o.town_en'])
		.select(['f.audience', 'f.value'])
		.where('o.state', '=', 'active')
		.execute();
	return rows.map(({ id, slug, region, audience: forWhom, value, ...row }) => {
		const fact = forWhom === null ? [] : [{ field: 'themes', audience: forWhom, value }];
		const seen = factsOf(fact.filter((one) => visibleTo(one, viewerOf({ id, region }))));
		return {
			organisation: id,
			slug,
			region,
			name: { ru: row.name_ru, en: row.name_en },
			town: { ru: row.town_ru, en: row.town_en },
			themes: seen.themes?.value ?? [],
		};
	});
}

/** Rows as facts; a row that does not fit its field (any longer) is nobody's to read. */
export function factsOf(rows: readonly { field: string; audience: string; value: unknown }[]): Facts {
	const read = fieldNames.flatMap((name) => {
		const row = rows.find(({ field }) => field === name);
		const forWhom = audience.safeParse(row?.audience);
		const value = fields[name].value.safeParse(row?.value);
		return forWhom.success && value.success ? [[name, { audience: forWhom.data, value: value.data }]] : [];
	});
	return Object.fromEntries(read) as Facts;
}

/** The active ones of these organisations, with their regions: what a member is to others goes by them. */
export async function listPlaces(
	from: Reader,
	organisations: readonly string[],
): Promise<{ id: string; region: string }[]> {
	if (organisations.length === 0) return [];
	return from
		.selectFrom('organisation')
		.select(['id', 'region'])
		.where('id', 'in', organisations)
		.where('state', '=', 'active')
		.execute();
}

/** Writes what everybody knows of it; `town` is the gazetteer's, where it knows which one is meant. */
export async function updateBasics(
	tx: Tx,
	organisation: string,
	to: Basics,
	town: string | null,
): Promise<void> {
	await tx
		.updateTable('organisation')
		.set({
			name_ru: to.name.ru,
			name_en: to.name.en,
			town_ru: to.town.ru,
			town_en: to.town.en,
			region: to.region,
			about_ru: to.about.ru,
			about_en: to.about.en,
			telephone: to.telephone,
			town_slug: town,
		})
		.where('id', '=', organisation)
		.execute();
}

/** Writes the facts that changed, and takes away those that are said no longer. */
export async function updateFacts(
	tx: Tx,
	organisation: string,
	facts: ChangedFacts,
	today: string,
): Promise<void> {
	for (const field of fieldNames) {
		const fact = facts[field];
		if (fact === null)
			await tx
				.deleteFrom('organisation_fact')
				.where('organisation', '=', organisation)
				.where('field', '=', field)
				.execute();
		else if (fact) {
			const said = { audience: fact.audience, value: JSON.stringify(fact.value), changed_on: today };
			await tx
				.insertInto('organisation_fact')
				.values({ organisation, field, ...said })
				.onConflict((conflict) => conflict.columns(['organisation', 'field']).doUpdateSet(said))
				.execute();
		}
	}
}

/** What the actor may read of these organisations' legal history; nothing of those that say nothing of it. */
export async function listLegalHistories(
	from: Reader,
	organisations: readonly string[],
	viewerOf: (owner: { id: string; region: string }) => Viewer,
): Promise<ReadonlyMap<string, FieldValue<'legalState'>>> {
	if (organisations.length === 0) return new Map();
	const rows = await from
		.selectFrom('organisation_fact as f')
		.innerJoin('organisation as o', 'o.id', 'f.organisation')
		.select(['o.id', 'o.region', 'f.field', 'f.audience', 'f.value'])
		.where('f.field', '=', 'legalState')
		.where('o.id', 'in', organisations)
		.execute();
	return new Map(
		rows.flatMap((row) => {
			const said = visibleTo(row, viewerOf(row)) ? factsOf([row]).legalState : undefined;
			return said ? [[row.id, said.value] as const] : [];
		}),
	);
}
