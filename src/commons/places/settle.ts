import type { Bilingual, Town } from '#country/model.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { Gazetteer, Meant } from './gazetteer.ts';

/** "My place is not among them": what was written is kept as it is. */
export const noneOfThem = 'other';

/** What somebody wrote as their town, and what they chose when they were asked which. */
export interface WrittenTown {
	readonly town: string;
	readonly region: string;
	/** Slug of a town, or `noneOfThem`. */
	readonly choice?: string;
}

/**
 * The town that is meant, or none where the gazetteer has none by that name. A name that the region has
 * several times, or that only other regions have, is asked about: `params.towns` holds the addresses.
 */
export function settleTown(gazetteer: Gazetteer, written: WrittenTown): Result<Town | undefined, Refusal> {
	const { town, region, choice } = written;
	if (choice === noneOfThem) return ok(undefined);
	const asked = (towns: readonly Town[]) => ({
		field: 'choice',
		params: { towns: towns.map(({ slug }) => slug).join(' ') },
	});
	const of = (meant: Meant) =>
		meant.kind === 'known' ? [meant.town] : meant.kind === 'several' ? meant.towns : [];
	const everywhere = of(gazetteer.whichTown(town));
	// Whoever has written another name since they chose has chosen nothing.
	const chosen = everywhere.find(({ slug }) => slug === choice);
	if (chosen) return ok(chosen);
	const here = of(gazetteer.whichTown(town, region));
	if (here.length === 1) return ok(here[0]);
	if (here.length > 1) return refuse('town.several', asked(here));
	if (everywhere.length === 0) return ok(undefined);
	return refuse('town.elsewhere', asked(everywhere.slice(0, 12)));
}

/**
 * A town as an organisation keeps it: both names where the gazetteer knows it for certain, or it was chosen among
 * several; else what was written.
 */
export function nameTown(
	gazetteer: Gazetteer,
	written: Bilingual,
	region: string,
	choice?: string,
): { readonly slug: string | null; readonly names: Bilingual; readonly region: string } {
	const town = written.ru || written.en;
	const settled = settleTown(gazetteer, choice === undefined ? { town, region } : { town, region, choice });
	if (!settled.ok || !settled.value) return { slug: null, names: written, region };
	const { slug, names, region: itsRegion } = settled.value;
	return { slug, names: { ru: written.ru || names.ru, en: written.en || names.en }, region: itsRegion };
}

/** The nearest greater town, to tell two villages of one name in one region apart. */
export function greaterNear(
	gazetteer: Gazetteer,
	town: Town,
): { readonly town: Town; readonly kilometres: number } | undefined {
	const greater = gazetteer
		.listTownsOf(town.region)
		.filter(({ slug, population }) => slug !== town.slug && population >= 20_000)
		.map(({ slug }) => slug);
	return gazetteer.nearestTowns(town, greater, 1)[0];
}
