import { describe, expect, it } from 'vitest';
import { findNeed, isNeedId, mayVisitDetainee, needs, whoMayVisit } from './needs.ts';
import { findRight } from './rights.ts';

describe('needs', () => {
	it('stand in the order of the page, what cannot wait first', () => {
		expect(needs.map((need) => need.id)).toEqual([
			'detained-or-beaten',
			'prison',
			'army',
			'pay-or-pension',
			'papers-or-refugee',
			'discrimination',
			'organisation-needs-help',
			'saw-a-violation',
			'literature',
			'correction',
			'other',
		]);
		expect(needs.map((need) => need.pressing)).toEqual(needs.map((_, index) => index < 3));
	});

	it('are short enough for a telephone, in both languages', () => {
		const texts = needs.flatMap(({ label, hint }) => [label.ru, label.en, hint.ru, hint.en]);
		expect(texts.filter((text) => text === '' || text.length > 110 || text.includes('!'))).toEqual([]);
	});

	it('suggest rights that exist', () => {
		const suggested = needs.flatMap((need) => need.rights);
		expect(suggested.filter((right) => findRight(right) === undefined)).toEqual([]);
		expect(needs.filter((need) => need.rights.length === 0)).toEqual([]);
	});

	it('are found by id only when the id is theirs', () => {
		expect(isNeedId('prison')).toBe(true);
		expect(findNeed('prison')?.callsFor).toBe('advocate');
		expect(isNeedId('toString')).toBe(false);
		expect(findNeed('Prison')).toBeUndefined();
	});
});

describe('a person held', () => {
	it('may be visited by an advocate and by nobody else of ours', () => {
		expect(mayVisitDetainee('advocate')).toBe(true);
		expect([
			mayVisitDetainee('lawyer'),
			mayVisitDetainee('public-defender'),
			mayVisitDetainee(undefined),
		]).toEqual([false, false, false]);
		expect(whoMayVisit.ru).toContain('ордер');
	});
});
