import { expect, it } from 'vitest';
import { mapLevel } from './map-level.ts';

it('the map has a step for nobody, one, a few, and five and more', () => {
	expect([0, 1, 2, 4, 5, 400].map(mapLevel)).toEqual([0, 1, 2, 2, 3, 3]);
});
