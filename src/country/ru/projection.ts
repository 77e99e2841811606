/**
 * Where a place stands on the map of the country: the conic projection of Albers with equal areas, in which
 * Russia is usually drawn (parallels of 52° and 64°, middle at 105° east), in the units of `shapes.json`.
 */
const radians = Math.PI / 180;
const south = Math.sin(52 * radians);
const n = (south + Math.sin(64 * radians)) / 2;
const c = 1 + south * (2 * n - south);
const rho = (sine: number) => Math.sqrt(c - 2 * n * sine) / n;
const middle = 105;

/** Units to the radius of the globe, and where the map's corner is. */
const scale = 780;
const left = 563;
const top = 1096;

/** Degrees to places on the map; the x grows to the east, the y to the south. */
export function project(longitude: number, latitude: number): readonly [x: number, y: number] {
	const turned = ((((longitude - middle) % 360) + 540) % 360) - 180;
	const r = rho(Math.sin(latitude * radians));
	const angle = turned * radians * n;
	return [left + scale * r * Math.sin(angle), top - scale * (rho(0) - r * Math.cos(angle))];
}

/** How wide and high the map is, in its units. */
export const mapSize = { width: 984, height: 542 } as const;
