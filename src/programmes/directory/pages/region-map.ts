import { gazetteer } from '#country/ru/gazetteer.ts';
import { project } from '#country/ru/projection.ts';
import { regions } from '#country/ru/regions.ts';
import { shapeOf } from '#country/ru/shapes.ts';
import type { Locale } from '#platform/locale.ts';
import { boundsOf, overlap, widened } from '../rules/bounds.ts';
import type { PlaceCounts } from '../store/by-place.ts';

/** A region that is smaller on the map of the country is a dot there, and would be one here. */
const leastSide = 15;

/** One region with those around it, and its towns where somebody works; undefined where it is too small to draw. */
export function regionMap(code: string, counts: PlaceCounts, locale: Locale) {
	const path = shapeOf(code);
	const box = boundsOf(path);
	if (!box || Math.max(box.width, box.height) < leastSide) return undefined;
	const side = Math.max(box.width, box.height);
	const shown = widened(box, Math.round(side * 0.08));
	const towns = gazetteer.listTownsOf(code).flatMap((town) => {
		const organisations = counts.towns.get(town.slug) ?? 0;
		if (organisations === 0) return [];
		const [x, y] = project(town.longitude, town.latitude);
		const round = (at: number) => Math.round(at * 100) / 100;
		return [{ slug: town.slug, name: town.names[locale], organisations, x: round(x), y: round(y) }];
	});
	return {
		...shown,
		/** What a dot and a letter are measured by, whatever the size of the region. */
		unit: side / 100,
		path,
		around: regions.flatMap((other) => {
			const outline = shapeOf(other.code);
			const bounds = boundsOf(outline);
			return other.code !== code && bounds && overlap(bounds, shown) ? [outline] : [];
		}),
		towns,
	};
}
export type RegionMapData = NonNullable<ReturnType<typeof regionMap>>;
