import { findAlike, type Alike, type LikenessEntry } from '#programmes/directory/index.ts';
import type { InBoth } from '#commons/organisations/index.ts';
import type { Town } from '#country/model.ts';
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
