import { gazetteer } from '#country/ru/gazetteer.ts';
import { findRegion } from '#country/ru/regions.ts';
import { collators, type Locale } from '#platform/locale.ts';
import type { Runtime } from '#platform/runtime.ts';
import { regionMap } from './region-map.ts';
import { listPlaced } from '../store/by-place.ts';
import { findCounts, findThemeCounts, listedTown, listMissing, withThemeWords } from './shown.ts';

const mostTowns = 24;

/** The page of a region: its towns, its organisations A to Z, what is missing; undefined for no region's code. */
export async function regionPage(runtime: Runtime, code: string, locale: Locale) {
	const region = findRegion(code);
	if (!region) return undefined;
	const [organisations, others, counts, network] = await Promise.all([
		listPlaced(runtime.publicDb, { region: code }, locale),
		listPlaced(runtime.publicDb, { region: code }, locale, 'listed'),
		findCounts(runtime),
		findThemeCounts(runtime),
	]);
	const towns = gazetteer.listTownsOf(code);
	const [centre] = towns;
	const listed = towns.map((town) => listedTown(town, counts, locale));
	const byName = (a: { name: string }, b: { name: string }) => collators[locale].compare(a.name, b.name);
	return {
		code: region.code,
		map: regionMap(code, counts, locale),
		name: region.names[locale],
		organisations: organisations.map((one) => withThemeWords(one, locale)),
		/** In the directory, and no members. */
		others: others.map((one) => withThemeWords(one, locale)),
		towns: listed.filter((town) => town.organisations > 0).toSorted(byName),
		empty: listed
			.filter((town) => town.organisations === 0)
			.slice(0, mostTowns)
			.toSorted(byName),
		missing: listMissing(centre, organisations, network, locale),
		nearest:
			organisations.length > 0 || !centre
				? []
				: gazetteer.nearestTowns(centre, counts.towns.keys(), 3).map((near) => ({
						...listedTown(near.town, counts, locale),
						kilometres: Math.round(near.kilometres),
					})),
	};
}
export type RegionPageData = NonNullable<Awaited<ReturnType<typeof regionPage>>>;
