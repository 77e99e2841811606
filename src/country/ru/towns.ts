/**
 * The gazetteer of the pack: towns and settlements with their address, names, region and coordinates. For
 * the server alone (`browser-without-gazetteer`): it is 320 KB. `README.md` says where it comes from.
 */
import type { RegionCode, Town } from '#country/model.ts';
import listed from './towns/towns.json' with { type: 'json' };
import { otherNames } from './towns/other-names.ts';

const wellKnown: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(otherNames));

/** Every town of the pack, the greatest of each region first. */
export const towns: readonly Town[] = Object.entries(listed).flatMap(([region, rows]) =>
	rows.split(';').map((row) => {
		const [, slug = '', ru = '', en = '', latitude, longitude, population] = row.split('|');
		return {
			slug,
			names: { ru, en },
			otherNames: wellKnown.get(slug) ?? [],
			// The file is written by `make/towns.ts`, and the tests compare its codes with the regions.
			region: region as RegionCode,
			latitude: Number(latitude),
			longitude: Number(longitude),
			population: Number(population),
		};
	}),
);

/** The parts of the globe in which the country lies; its east is beyond the line of 180°. */
export const countryBounds = { south: 41, north: 82, west: 19, east: -168.9 } as const;
