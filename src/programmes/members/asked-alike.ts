import { findAlike, type Alike, type LikenessEntry } from '#programmes/directory/index.ts';
import { findOrganisationBySlug, type InBoth } from '#commons/organisations/index.ts';
import type { Town } from '#country/model.ts';
import type { Locale } from '#platform/locale.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Tx } from '#platform/db/database.ts';

/** What somebody says of their organisation before it is in the directory. */
export interface SaidOfOneself {
	readonly name: InBoth;
	readonly town: InBoth;
	readonly region: string;
	/** How it is reached: a telephone or an address of e-mail; not kept for this. */
	readonly reach: string;
}

/** The same as the directory compares it; the town is the gazetteer's where it is known. */
export function asEntry(
	{ name, town, region, reach }: SaidOfOneself,
	known: Town | undefined,
): LikenessEntry {
	return {
		names: [name.ru, name.en],
		region: known?.region ?? region,
		townSlug: known?.slug,
		towns: [town.ru, town.en, ...(known ? [known.names.ru, known.names.en] : [])],
		telephones: reach.includes('@') ? [] : [reach],
		links: [reach],
	};
}

/** Organisations that everybody can find in the directory and that may be this one. */
export async function findPerhapsHere(
	tx: Tx,
	said: SaidOfOneself,
	known: Town | undefined,
): Promise<readonly Alike[]> {
	const found = await findAlike(tx, [asEntry(said, known)]);
	return (found.get(0) ?? []).slice(0, mostShown);
}
const mostShown = 8;

/** What a form begins with for whoever says that an entry of no member is theirs. */
export async function entryToBegin(
	runtime: Runtime,
	slug: string,
	locale: Locale,
): Promise<Readonly<Record<string, string>>> {
	const entry = slug === '' ? undefined : await findOrganisationBySlug(runtime.publicDb, slug);
	if (entry?.state !== 'listed') return {};
	const { name, town, region, about } = entry;
	return { name: name[locale], town: town[locale], region, about: about[locale], same: slug };
}
