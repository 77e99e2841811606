/** A box on the map, in its units. */
export interface Box {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/** The box around an outline as `shapes.json` writes it: `M` to a point, `l` by steps, `z`. Undefined for none. */
export function boundsOf(path: string): Box | undefined {
	let [x, y] = [0, 0];
	const xs: number[] = [];
	const ys: number[] = [];
	for (const [, command, numbers = ''] of path.matchAll(/([Ml])([^Mlz]*)/g)) {
		const given = (numbers.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
		for (let at = 0; at + 1 < given.length; at += 2) {
			const [dx = 0, dy = 0] = given.slice(at, at + 2);
			[x, y] = command === 'M' ? [dx, dy] : [x + dx, y + dy];
			xs.push(x);
			ys.push(y);
		}
	}
	if (xs.length === 0) return undefined;
	const [left, top] = [Math.min(...xs), Math.min(...ys)];
	return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** A box with so much more on each side. */
export function widened({ left, top, width, height }: Box, by: number): Box {
	return { left: left - by, top: top - by, width: width + 2 * by, height: height + 2 * by };
}

/** Whether two boxes have a place in common. */
export function overlap(a: Box, b: Box): boolean {
	const across = a.left <= b.left + b.width && b.left <= a.left + a.width;
	return across && a.top <= b.top + b.height && b.top <= a.top + a.height;
}
