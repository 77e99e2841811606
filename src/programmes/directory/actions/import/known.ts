import { checkCoordinates, kilometresBetween, placeKey } from '#commons/places/index.ts';
import { themes } from '#commons/themes/index.ts';
import { bounds } from '#country/ru/bounds.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { regions } from '#country/ru/regions.ts';
import type { Town } from '#country/model.ts';
import type { Fault, MeantTown } from '../../model/import.ts';
import type { Settled } from '../../rules/import/place.ts';
import type { Known } from '../../rules/import/read-row.ts';
import { makeRegionReader } from '../../rules/import/region.ts';

const meant = ({ slug, names, region }: Town): MeantTown => ({ slug, name: names, region });
const bare = (words: string) => words.trim().toLowerCase().replaceAll('ё', 'е').replaceAll('’', "'");
const themesBy: ReadonlyMap<string, string> = new Map(
	themes.flatMap(({ code, labels }) =>
		[code, labels.ru, labels.en].map((name) => [bare(name), code] as const),
	),
);
const pointFaults: Readonly<Record<string, Fault['is']>> = {
	'place.coordinates-reversed': 'coordinates-reversed',
	'place.coordinates-outside': 'coordinates-outside',
	'place.coordinates-impossible': 'coordinates-impossible',
};

function settle(written: string, region: string | undefined): Settled {
	const here = gazetteer.whichTown(written, region);
	if (here.kind === 'known') return { is: 'town', town: meant(here.town) };
	if (here.kind === 'several') return { is: 'several', among: here.towns.slice(0, 12).map(meant) };
	if (region === undefined) return { is: 'written' };
	const elsewhere = gazetteer.whichTown(written);
	if (elsewhere.kind === 'unknown') return { is: 'written' };
	// The region and the town do not go together: whoever brings the list in says which of them is right.
	const among = elsewhere.kind === 'known' ? [elsewhere.town] : elsewhere.towns;
	return { is: 'several', among: among.slice(0, 12).map(meant) };
}

/** What the country pack and the tree of themes know, for reading rows. Names are looked up once a batch. */
export function makeKnown(): Known {
	const settled = new Map<string, Settled>();
	return {
		regionOf: makeRegionReader(regions),
		settle(written, region) {
			const key = `${written}|${region ?? ''}`;
			const found = settled.get(key) ?? settle(written, region);
			settled.set(key, found);
			return found;
		},
		townAt(slug) {
			const town = gazetteer.findTown(slug);
			return town && meant(town);
		},
		checkPoint(point) {
			const checked = checkCoordinates(point, bounds);
			return checked.ok ? undefined : (pointFaults[checked.refusal.id] ?? 'coordinates-impossible');
		},
		townNear(point, among) {
			const near = among.filter(({ slug }) => {
				const town = gazetteer.findTown(slug);
				return town !== undefined && kilometresBetween(point, town) <= 30;
			});
			return near.length === 1 ? near[0] : undefined;
		},
		keyOf: placeKey,
		themeOf: (words) => themesBy.get(bare(words)),
	};
}
