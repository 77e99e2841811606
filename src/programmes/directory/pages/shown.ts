import type { Town } from '#country/model.ts';
import { findRegion } from '#country/ru/regions.ts';
import type { Locale } from '#platform/locale.ts';
import type { Runtime } from '#platform/runtime.ts';
import { countByPlace, countByTheme, type PlaceCounts } from '../store/by-place.ts';

/** What pages of places show: forgotten when an organisation joins, leaves, or says something else of itself. */
export const placesTag = 'organisations';

/** Counted once, for every page of a place shows what is near. */
export const findCounts = (runtime: Runtime): Promise<PlaceCounts> =>
	runtime.shown.find('directory.counts', [placesTag], () => countByPlace(runtime.publicDb));

/** Read once, because it asks for the themes of everybody. */
export const findThemeCounts = (runtime: Runtime): Promise<ReadonlyMap<string, number>> =>
	runtime.shown.find('directory.themes', [placesTag], () => countByTheme(runtime.publicDb));

/** A town in a list, with its region where several are of one name. */
export interface ListedTown {
	readonly slug: string;
	readonly name: string;
	readonly region: string;
	readonly regionCode: string;
	readonly organisations: number;
}

/** A town as a list shows it. */
export function listedTown(town: Town, counts: PlaceCounts, locale: Locale): ListedTown {
	return {
		slug: town.slug,
		name: town.names[locale],
		region: findRegion(town.region)?.names[locale] ?? town.region,
		regionCode: town.region,
		organisations: counts.towns.get(town.slug) ?? 0,
	};
}
