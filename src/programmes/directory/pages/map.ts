import { gazetteer } from '#country/ru/gazetteer.ts';
import { mapSize, project } from '#country/ru/projection.ts';
import { regions } from '#country/ru/regions.ts';
import { shapeOf } from '#country/ru/shapes.ts';
import type { Locale } from '#platform/locale.ts';
import { mapLevel } from '../rules/map-level.ts';
import type { PlaceCounts } from '../store/by-place.ts';

/** The country with its regions by how many organisations work there, and the towns where somebody does. */
export function countryMap(counts: PlaceCounts, locale: Locale) {
	return {
		...mapSize,
		regions: regions.map(({ code, names }) => {
			const organisations = counts.regions.get(code) ?? 0;
			return {
				code,
				name: names[locale],
				path: shapeOf(code),
				organisations,
				level: mapLevel(organisations),
			};
		}),
		towns: [...counts.towns.keys()].flatMap((slug) => {
			const town = gazetteer.findTown(slug);
			if (!town) return [];
			const [x, y] = project(town.longitude, town.latitude);
			return [{ slug, name: town.names[locale], x: Math.round(x), y: Math.round(y) }];
		}),
	};
}
export type CountryMapData = ReturnType<typeof countryMap>;
