/** The regions as lines to draw, in the units of `projection.ts`. For the server alone. */
import shapes from './shapes/shapes.json' with { type: 'json' };

const byCode: ReadonlyMap<string, string> = new Map(Object.entries(shapes));

/** The outline of a region as an SVG path. */
export function shapeOf(code: string): string {
	return byCode.get(code) ?? '';
}
