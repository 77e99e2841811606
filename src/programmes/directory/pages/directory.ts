import { gazetteer } from '#country/ru/gazetteer.ts';
import { listRegions } from '#country/ru/regions.ts';
import { territoriesNote } from '#country/ru/territories.ts';
import type { Locale } from '#platform/locale.ts';
import type { Runtime } from '#platform/runtime.ts';
import { countryMap } from './map.ts';
import { findCounts, listedTown, type ListedTown } from './shown.ts';

/** The front page of the directory: every region with how many organisations work there. */
export async function directoryPage(runtime: Runtime, locale: Locale) {
	const counts = await findCounts(runtime);
	const regions = listRegions(locale).map((region) => ({
		code: region.code as string,
		name: region.names[locale],
		organisations: counts.regions.get(region.code) ?? 0,
	}));
	return {
		regions,
		organisations: regions.reduce((sum, one) => sum + one.organisations, 0),
		towns: counts.towns.size,
		map: countryMap(counts, locale),
		territories: territoriesNote[locale],
	};
}
export type DirectoryPageData = Awaited<ReturnType<typeof directoryPage>>;

/** Where the words of somebody who looks for a place lead: to its page, or to a choice of several. */
export type PlaceSought =
	| { readonly kind: 'page'; readonly path: string }
	| {
			readonly kind: 'choice';
			readonly towns: readonly ListedTown[];
			readonly regions: readonly { readonly code: string; readonly name: string }[];
	  };

/** Looks for a town or a region by what somebody typed; nothing found is a choice of none. */
export async function seekPlace(runtime: Runtime, words: string, locale: Locale): Promise<PlaceSought> {
	const sought = words.slice(0, 120);
	const regions = regionsNamed(sought, locale);
	const meant = gazetteer.whichTown(sought);
	const [region] = regions;
	// A region is often called after its town: whoever writes the whole name of a town of some size means the town.
	if (meant.kind === 'known' && (regions.length === 0 || meant.town.population >= 20_000))
		return { kind: 'page', path: `/directory/towns/${meant.town.slug}` };
	if (region && regions.length === 1 && meant.kind === 'unknown')
		return { kind: 'page', path: `/directory/regions/${region.code}` };
	const counts = await findCounts(runtime);
	return {
		kind: 'choice',
		towns: gazetteer.findTowns(sought).map((town) => listedTown(town, counts, locale)),
		regions,
	};
}

const bare = (name: string) => name.toLowerCase().replaceAll('ё', 'е').replaceAll(/[«»"]/g, '').trim();

/** Regions whose name in either language, or a word of it, begins so; of one letter there would be too many. */
function regionsNamed(
	words: string,
	locale: Locale,
): readonly { readonly code: string; readonly name: string }[] {
	const sought = bare(words);
	if (sought.length < 3) return [];
	return listRegions(locale)
		.filter(
			({ code, names }) =>
				code.toLowerCase() === sought ||
				[names.ru, names.en].some(
					(name) => bare(name).startsWith(sought) || bare(name).includes(` ${sought}`),
				),
		)
		.map(({ code, names }) => ({ code, name: names[locale] }));
}
