import { gazetteer } from '#country/ru/gazetteer.ts';
import { findRegion } from '#country/ru/regions.ts';
import type { Locale } from '#platform/locale.ts';
import type { Runtime } from '#platform/runtime.ts';
import { listPlaced } from '../store/by-place.ts';
import { findCounts, findThemeCounts, listedTown, listMissing, withThemeWords } from './shown.ts';

/** The page of a town: who is here, what is missing, who is nearest; undefined for an address of no town. */
export async function townPage(runtime: Runtime, slug: string, locale: Locale) {
	const town = gazetteer.findTown(slug);
	if (!town) return undefined;
	const [organisations, others, counts, network] = await Promise.all([
		listPlaced(runtime.publicDb, { town: slug }, locale),
		listPlaced(runtime.publicDb, { town: slug }, locale, 'listed'),
		findCounts(runtime),
		findThemeCounts(runtime),
	]);
	const elsewhere = [...counts.towns.keys()].filter((one) => one !== slug);
	return {
		slug: town.slug,
		name: town.names[locale],
		region: { code: town.region, name: findRegion(town.region)?.names[locale] ?? town.region },
		organisations: organisations.map((one) => withThemeWords(one, locale)),
		/** In the directory, and no members. */
		others: others.map((one) => withThemeWords(one, locale)),
		missing: listMissing(town, organisations, network, locale),
		nearest: gazetteer.nearestTowns(town, elsewhere, 3).map((near) => ({
			...listedTown(near.town, counts, locale),
			kilometres: Math.round(near.kilometres),
		})),
	};
}
export type TownPageData = NonNullable<Awaited<ReturnType<typeof townPage>>>;
