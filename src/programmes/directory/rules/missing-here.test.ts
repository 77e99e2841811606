import { describe, expect, it } from 'vitest';
import { missingHere } from './missing-here.ts';

const network = new Map([
	['army.conscripts', 4],
	['army.soldiers', 2],
	['prison', 7],
	['detention.police', 3],
	['social.housing', 3],
]);

describe('what is missing here', () => {
	it('is what the network has elsewhere, most common first', () => {
		expect(missingHere([], network, 3)).toEqual([
			{ theme: 'prison', elsewhere: 7 },
			{ theme: 'army', elsewhere: 4 },
			{ theme: 'detention', elsewhere: 3 },
		]);
	});

	it('is not what somebody here works on, be it another matter of the kind', () => {
		const missing = missingHere(['army.soldiers', 'prison.health'], network, 9).map(({ theme }) => theme);
		expect(missing).toEqual(['detention', 'social']);
	});

	it('is nothing where the network says nothing of itself', () => {
		expect(missingHere([], new Map(), 9)).toEqual([]);
	});
});
