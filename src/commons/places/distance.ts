/** A place on the globe, in degrees. */
export interface Point {
	readonly latitude: number;
	readonly longitude: number;
}

const radius = 6371.0088;
const radians = Math.PI / 180;

/** The shortest way between two places over the globe (haversine); roads are longer. */
export function kilometresBetween(a: Point, b: Point): number {
	const north = Math.sin(((b.latitude - a.latitude) * radians) / 2);
	const east = Math.sin(((b.longitude - a.longitude) * radians) / 2);
	const chord = north * north + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * east * east;
	return 2 * radius * Math.asin(Math.sqrt(Math.min(1, chord)));
}
