import type { Reader } from '#platform/db/database.ts';
import { collators, type Locale } from '#platform/locale.ts';
import type { InBoth, Network, Organisation } from './model.ts';
import type { NetworkTable, OrganisationTable } from './tables.ts';
import type { Selectable } from 'kysely';
import { slugOf } from './slug.ts';

/** The network of this installation; undefined before the first start is completed. */
export async function findNetwork(from: Reader): Promise<Network | undefined> {
	const row = await from.selectFrom('network').selectAll().executeTakeFirst();
	return row && toNetwork(row);
}

/** Organisations that everybody may see, by name in the reader's language. */
export async function listActiveOrganisations(from: Reader, locale: Locale): Promise<Organisation[]> {
	const rows = await from.selectFrom('organisation').selectAll().where('state', '=', 'active').execute();
	return rows.map(toOrganisation).sort((a, b) => collators[locale].compare(a.name[locale], b.name[locale]));
}

/** How many organisations are active, and in how many regions. */
export async function countActiveOrganisations(
	from: Reader,
): Promise<{ organisations: number; regions: number }> {
	return from
		.selectFrom('organisation')
		.select((eb) => [
			eb.fn.countAll<number>().as('organisations'),
			eb.fn.count<number>('region').distinct().as('regions'),
		])
		.where('state', '=', 'active')
		.executeTakeFirstOrThrow();
}

/** An organisation in whatever state, if the transaction's actor may see it. */
export async function findOrganisation(from: Reader, id: string): Promise<Organisation | undefined> {
	const row = await from.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
	return row && toOrganisation(row);
}

/** The organisation of that address, in whatever state, if the transaction's actor may see it. */
export async function findOrganisationBySlug(from: Reader, slug: string): Promise<Organisation | undefined> {
	const row = await from.selectFrom('organisation').selectAll().where('slug', '=', slug).executeTakeFirst();
	return row && toOrganisation(row);
}

/** The address to which a former one leads; undefined where it never was one. */
export async function findMovedSlug(from: Reader, slug: string): Promise<string | undefined> {
	const row = await from
		.selectFrom('organisation_former_slug as f')
		.innerJoin('organisation as o', 'o.id', 'f.organisation')
		.select('o.slug')
		.where('f.slug', '=', slug)
		.executeTakeFirst();
	return row?.slug;
}

/** How organisations are called, and where they are: of those among `ids` that the actor may see. */
export async function listNames(
	from: Reader,
	ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: InBoth; readonly town: InBoth }>> {
	if (ids.length === 0) return new Map();
	const rows = await from.selectFrom('organisation').selectAll().where('id', 'in', ids).execute();
	return new Map(rows.map(toOrganisation).map(({ id, name, town }) => [id, { name, town }]));
}

/** A free address for a new organisation of that name: `memorial`, else `memorial-2`, … Runs as the house. */
export async function findFreeSlug(from: Reader, name: string): Promise<string> {
	const wanted = slugOf(name);
	const rows = await from
		.selectFrom('organisation')
		.select('slug')
		.where('slug', 'like', `${wanted}%`)
		// An address that leads to another entry today is not given out again.
		.union(from.selectFrom('organisation_former_slug').select('slug').where('slug', 'like', `${wanted}%`))
		.execute();
	const taken = new Set(rows.map(({ slug }) => slug));
	if (!taken.has(wanted)) return wanted;
	let number = 2;
	while (taken.has(`${wanted}-${number}`)) number += 1;
	return `${wanted}-${number}`;
}

function toNetwork(row: Selectable<NetworkTable>): Network {
	return {
		id: row.id,
		name: { ru: row.name_ru, en: row.name_en },
		telephone: row.telephone,
		postalAddress: { ru: row.postal_address_ru, en: row.postal_address_en },
		followSalt: row.follow_salt,
		office: row.office,
		setBack:
			row.backup_at && row.restored_at ? { backupAt: row.backup_at, restoredAt: row.restored_at } : null,
	};
}

function toOrganisation(row: Selectable<OrganisationTable>): Organisation {
	return {
		id: row.id,
		slug: row.slug,
		// An organisation may have given one language only; better that name than none.
		name: { ru: row.name_ru || row.name_en, en: row.name_en || row.name_ru },
		town: { ru: row.town_ru || row.town_en, en: row.town_en || row.town_ru },
		about: { ru: row.about_ru || row.about_en, en: row.about_en || row.about_ru },
		region: row.region,
		telephone: row.telephone,
		state: row.state,
		office: row.office,
		townSlug: row.town_slug ?? undefined,
		genesisHash: row.genesis_hash ?? undefined,
		signPublic: row.sign_public ?? undefined,
		recoveryPublic: row.recovery_public ?? undefined,
	};
}
