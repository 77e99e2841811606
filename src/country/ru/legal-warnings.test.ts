import { expect, it } from 'vitest';
import { findLegalWarning } from './legal-warnings.ts';

it('warns of the four states that endanger others, in both languages, with the laws and the month', () => {
	for (const state of ['undesirable', 'extremist-list', 'foreign-agent', 'liquidated']) {
		const found = findLegalWarning(state);
		expect(found?.asOf).toMatch(/^\d{4}-\d{2}$/);
		for (const text of [found?.title, found?.text, found?.source])
			for (const locale of ['ru', 'en'] as const) expect(text?.[locale].length, state).toBeGreaterThan(20);
	}
	for (const state of ['registered', 'unregistered', 're-founded', 'in-exile', 'refused'])
		expect(findLegalWarning(state)).toBeUndefined();
});
