import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { Point } from './distance.ts';

/** The part of the globe a country lies in; `east` below `west` goes on beyond the line of 180°. */
export interface Bounds {
	readonly south: number;
	readonly north: number;
	readonly west: number;
	readonly east: number;
}

const within = ({ latitude, longitude }: Point, { south, north, west, east }: Bounds) =>
	latitude >= south &&
	latitude <= north &&
	(west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east);

/**
 * Whether these coordinates can be meant in a country. Latitude and longitude put the wrong way round are
 * told as such, because whoever typed them can mend that at once.
 */
export function checkCoordinates(point: Point, bounds: Bounds): Result<Point, Refusal> {
	const { latitude, longitude } = point;
	if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
		const turned = { latitude: longitude, longitude: latitude };
		if (Math.abs(longitude) <= 90 && Math.abs(latitude) <= 180 && within(turned, bounds))
			return refuse('place.coordinates-reversed');
		return refuse('place.coordinates-impossible');
	}
	if (within(point, bounds)) return ok(point);
	if (within({ latitude: longitude, longitude: latitude }, bounds))
		return refuse('place.coordinates-reversed');
	return refuse('place.coordinates-outside');
}
