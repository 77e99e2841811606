import type { Town } from '#country/model.ts';
import { themeLabel } from '#commons/themes/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { findRegion } from '#country/ru/regions.ts';
import type { Locale } from '#platform/locale.ts';
import type { Runtime } from '#platform/runtime.ts';
import { missingHere } from '../rules/missing-here.ts';
import {
	countByPlace,
	countByTheme,
	type PlaceCounts,
	type PlacedOrganisation,
	type ThemeCounts,
} from '../store/by-place.ts';

/** What pages of places show: forgotten when an organisation joins, leaves, or says something else of itself. */
export const placesTag = 'organisations';

/** Counted once, for every page of a place shows what is near. */
export const findCounts = (runtime: Runtime): Promise<PlaceCounts> =>
	runtime.shown.find('directory.counts', [placesTag], () => countByPlace(runtime.publicDb));

/** Read once, because it asks for the themes of everybody. */
export const findThemeCounts = (runtime: Runtime): Promise<ThemeCounts> =>
	runtime.shown.find('directory.themes', [placesTag], () => countByTheme(runtime.publicDb));

const mostMissing = 8;

/** What nobody here works on: the matter in words, how many do elsewhere, and the nearest town where somebody does. */
export function listMissing(
	place: Town | undefined,
	here: readonly { readonly themes: readonly string[] }[],
	network: ThemeCounts,
	locale: Locale,
) {
	const covered = here.flatMap(({ themes }) => themes);
	return missingHere(covered, network.organisations, mostMissing).map(({ theme, elsewhere }) => {
		const [near] = place ? gazetteer.nearestTowns(place, network.towns.get(theme) ?? [], 1) : [];
		return {
			theme: themeLabel(theme, locale),
			elsewhere,
			nearest: near && {
				slug: near.town.slug,
				name: near.town.names[locale],
				kilometres: Math.round(near.kilometres),
			},
		};
	});
}

/** An organisation of a list with its themes in words. */
export const withThemeWords = (one: PlacedOrganisation, locale: Locale) => ({
	...one,
	themes: one.themes.map((code) => themeLabel(code, locale)),
});

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
