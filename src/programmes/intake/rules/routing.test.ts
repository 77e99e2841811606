import { expect, test } from 'vitest';
import { checkRouting, inOrder, mergeRouting, type RoutingLine } from './routing.ts';

const line = (need: string, region: string, to = 'a'): RoutingLine => ({
	id: `${need}/${region}`,
	need,
	region,
	to,
	alternates: [],
});
const refusal = (lines: RoutingLine[], fallback = 'office') => {
	const result = checkRouting(lines, fallback);
	return result.ok ? 'right' : `${result.refusal.id} ${result.refusal.field}`;
};

test('routing is checked before it is signed', () => {
	expect(refusal([line('prison', 'RU-TUL'), line('*', 'RU-TUL'), line('prison', '*')])).toBe('right');
	expect(refusal([], '')).toBe('routing.no-fallback fallback');
	expect(refusal([line('prison', 'RU-TUL', '')])).toBe('routing.no-desk prison/RU-TUL');
	expect(refusal([line('*', '*')])).toBe('routing.for-everything */*');
	expect(refusal([line('prison', '*'), line('prison', '*', 'b')])).toBe('routing.twice prison/*');
});

test('the narrowest line stands first, as it is tried', () => {
	const lines = [line('army', '*'), line('*', 'RU-TUL'), line('army', 'RU-TUL')];
	expect(inOrder(lines).map(({ id }) => id)).toEqual(['army/RU-TUL', '*/RU-TUL', 'army/*']);
});

test('two tables edited from the same beginning become one, and nothing that either did is lost', () => {
	const said = (lines: RoutingLine[]) =>
		lines.map(({ need, region, to }) => `${need} ${region} ${to}`).toSorted();
	const base = [line('prison', 'RU-TUL'), line('army', '*'), line('pension', '*'), line('other', 'RU-PER')];
	const theirs = [
		line('prison', 'RU-TUL', 'theirs'),
		line('army', '*'),
		line('other', 'RU-PER'),
		line('*', 'RU-KLU', 'theirs'),
	];
	const mine = [
		line('prison', 'RU-TUL', 'mine'),
		line('pension', '*'),
		line('other', 'RU-PER'),
		line('*', 'RU-SVE', 'mine'),
	];
	expect(said(mergeRouting(base, theirs, mine))).toEqual([
		'* RU-KLU theirs',
		'* RU-SVE mine',
		'other RU-PER a',
		'prison RU-TUL mine',
	]);
	expect(said(mergeRouting(base, theirs, base))).toEqual(said(theirs));
	expect(said(mergeRouting(base, base, mine))).toEqual(said(mine));
});
