import { describe, expect, it } from 'vitest';
import { mapSize, project } from './projection.ts';
import { regions } from './regions.ts';
import { shapeOf } from './shapes.ts';
import { disputedTerritories } from './territories.ts';
import { towns } from './towns.ts';

/** The corners of the rings of a path that is made of M, steps and z. */
function ringsOf(path: string): number[][][] {
	return path
		.split('z')
		.filter(Boolean)
		.map((ring) => {
			const numbers = [...ring.matchAll(/-?\d+/g)].map(Number);
			let [x = 0, y = 0] = numbers;
			const corners = [[x, y]];
			for (let i = 2; i < numbers.length; i += 2) {
				x += numbers[i] ?? 0;
				y += numbers[i + 1] ?? 0;
				corners.push([x, y]);
			}
			return corners;
		});
}

/** How far a place is from a ring's corners or from being inside: 0 within. */
function outside(rings: number[][][], [px, py]: readonly [number, number]): number {
	let within = false;
	let nearest = Number.POSITIVE_INFINITY;
	for (const ring of rings) {
		for (const [i, [x = 0, y = 0]] of ring.entries()) {
			const [bx = 0, by = 0] = ring[(i + 1) % ring.length] ?? [];
			if (y > py !== by > py && px < ((bx - x) * (py - y)) / (by - y) + x) within = !within;
			const along = Math.max(
				0,
				Math.min(1, ((px - x) * (bx - x) + (py - y) * (by - y)) / ((bx - x) ** 2 + (by - y) ** 2 || 1)),
			);
			nearest = Math.min(nearest, Math.hypot(px - x - along * (bx - x), py - y - along * (by - y)));
		}
	}
	return within ? 0 : nearest;
}

describe('the shapes of the regions', () => {
	it('are there for every region of the pack, on the map, small', () => {
		expect(regions.filter(({ code }) => shapeOf(code) === '')).toEqual([]);
		const corners = regions.flatMap(({ code }) => ringsOf(shapeOf(code)).flat());
		expect(
			corners.every(([x = -1, y = -1]) => x >= 0 && y >= 0 && x <= mapSize.width && y <= mapSize.height),
		).toBe(true);
		expect(regions.map(({ code }) => shapeOf(code)).join('').length).toBeLessThan(17_000);
	});

	it('are none for territories that the pack does not list', () => {
		const drawn = disputedTerritories
			.filter(({ listed }) => !listed)
			.flatMap(({ isoCodes }) => isoCodes.map(shapeOf));
		expect(drawn.join('')).toBe('');
	});

	it('hold their towns: the two lists and the projection agree', () => {
		const astray = towns
			.filter(({ population }) => population >= 50_000)
			.filter((town) => outside(ringsOf(shapeOf(town.region)), project(town.longitude, town.latitude)) > 6);
		expect(astray.map(({ slug }) => slug)).toEqual([]);
	});
});
