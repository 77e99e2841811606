/**
 * Borders of regions as arcs, each kept once: two neighbours that share a border must share its simplified
 * form, or gaps open between them on the map.
 */
export type Place = readonly [x: number, y: number];
export type Ring = readonly Place[];

export interface Arc {
	readonly points: readonly Place[];
	/** The regions on its sides: one at the sea and at the border of the country, else two. */
	readonly regions: readonly string[];
}

const keyOf = ([x, y]: Place) => `${x.toFixed(4)} ${y.toFixed(4)}`;

/** Where more than two ways meet, or a ring of one region ends and that of another begins. */
function findJunctions(
	rings: readonly { readonly region: string; readonly ring: Ring }[],
): ReadonlySet<string> {
	const ways = new Map<string, Set<string>>();
	for (const { ring } of rings) {
		for (const [i, point] of ring.entries()) {
			const at = ways.get(keyOf(point)) ?? new Set();
			for (const next of [ring[(i + 1) % ring.length], ring.at(i - 1)]) if (next) at.add(keyOf(next));
			ways.set(keyOf(point), at);
		}
	}
	return new Set([...ways].filter(([, next]) => next.size > 2).map(([key]) => key));
}

/** Cuts rings at junctions; the ring of each region is then the arcs of it in their order. */
export function cutIntoArcs(rings: readonly { readonly region: string; readonly ring: Ring }[]): {
	readonly arcs: readonly Arc[];
	readonly rings: readonly {
		readonly region: string;
		readonly arcs: readonly { arc: number; turned: boolean }[];
	}[];
} {
	const junctions = findJunctions(rings);
	const found = new Map<string, { index: number; points: readonly Place[]; regions: string[] }>();
	const cut = rings.map(({ region, ring }) => {
		const from = Math.max(
			0,
			ring.findIndex((point) => junctions.has(keyOf(point))),
		);
		const turnedRing = [...ring.slice(from), ...ring.slice(0, from), ring[from]].filter(
			(p) => p !== undefined,
		);
		const parts: Place[][] = [[]];
		for (const [i, point] of turnedRing.entries()) {
			parts.at(-1)?.push(point);
			if (i > 0 && i < turnedRing.length - 1 && junctions.has(keyOf(point))) parts.push([point]);
		}
		const arcs = parts.map((points) => {
			const forth = points.map(keyOf).join();
			const back = points.toReversed().map(keyOf).join();
			const turned = back < forth;
			const key = turned ? back : forth;
			const known = found.get(key) ?? {
				index: found.size,
				points: turned ? points.toReversed() : points,
				regions: [],
			};
			known.regions.push(region);
			found.set(key, known);
			return { arc: known.index, turned };
		});
		return { region, arcs };
	});
	return { arcs: [...found.values()].map(({ points, regions }) => ({ points, regions })), rings: cut };
}

type Way = readonly { readonly arc: number; readonly turned: boolean }[];

/** Two rings of one region that share an arc are one ring without it: so is a region that a line on the globe cut. */
export function joinRings(rings: readonly Way[]): readonly Way[] {
	for (const [i, one] of rings.entries()) {
		for (const other of rings.slice(i + 1)) {
			const at = one.findIndex(({ arc }) => other.some((part) => part.arc === arc));
			if (at < 0) continue;
			const from = other.findIndex(({ arc }) => arc === one[at]?.arc);
			const joined = [
				...one.slice(at + 1),
				...one.slice(0, at),
				...other.slice(from + 1),
				...other.slice(0, from),
			];
			return joinRings([joined, ...rings.filter((ring) => ring !== one && ring !== other)]);
		}
	}
	return rings;
}

const areaOf = (a: Place, b: Place, c: Place) =>
	Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;

/** Takes out the points whose going changes the form least (Visvalingam), until each left matters this much. */
export function simplify(points: readonly Place[], least: number): readonly Place[] {
	const left = [...points];
	for (;;) {
		let smallest = least;
		let at = -1;
		for (let i = 1; i < left.length - 1; i += 1) {
			const [a, b, c] = [left[i - 1], left[i], left[i + 1]];
			if (!a || !b || !c) continue;
			const area = areaOf(a, b, c);
			if (area < smallest) {
				smallest = area;
				at = i;
			}
		}
		if (at < 0) return left;
		left.splice(at, 1);
	}
}

/** The area a ring encloses. */
export function enclosed(ring: readonly Place[]): number {
	let twice = 0;
	for (const [i, [x, y]] of ring.entries()) {
		const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
		twice += x * nextY - nextX * y;
	}
	return Math.abs(twice) / 2;
}
