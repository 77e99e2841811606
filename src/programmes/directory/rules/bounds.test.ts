import { expect, it } from 'vitest';
import { boundsOf, overlap, widened } from './bounds.ts';

it('an outline of steps has the box around all of its points, islands too', () => {
	expect(boundsOf('M10 20l5-5-3 10z')).toEqual({ left: 10, top: 15, width: 5, height: 10 });
	expect(boundsOf('M10 20l5 5zM-2 40l1 1z')).toEqual({ left: -2, top: 20, width: 17, height: 21 });
	expect(boundsOf('')).toBeUndefined();
});

it('boxes that touch have a place in common; widened ones sooner', () => {
	const one = { left: 0, top: 0, width: 4, height: 4 };
	const far = { left: 6, top: 0, width: 4, height: 4 };
	expect(overlap(one, far)).toBe(false);
	expect(overlap(widened(one, 2), far)).toBe(true);
	expect(overlap(one, { ...far, left: 4 })).toBe(true);
});
