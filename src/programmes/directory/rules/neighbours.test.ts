import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listingKinds, type Listing } from '../model/listing.ts';
import { compare, rank, weightOf, type Compared, type NeighbourReason } from './neighbours.ts';

const today = '2026-11-23';
const listing = (over: Partial<Listing>): Listing => ({
	organisation: 'a',
	id: '1',
	side: 'need',
	kind: 'lawyer',
	region: 'RU-TUL',
	town: '',
	from: null,
	until: null,
	expires: '2027-01-01',
	quantity: null,
	words: 'x',
	audience: 'network',
	state: 'open',
	placed: today,
	version: 1,
	...over,
});
const group = (organisation: string, over: Partial<Compared> = {}): Compared => ({
	organisation,
	region: 'RU-TUL',
	town: 'tula',
	at: undefined,
	themes: [],
	listings: [],
	...over,
});
const apart = { kilometres: undefined, settled: 0 };
const reasons = (...of: Parameters<typeof compare>) => compare(...of)?.reasons.map(({ is }) => is);

describe('neighbours', () => {
	it('are told why: town, themes, what the one has and the other needs, what they did before', () => {
		const a = group('a', { themes: ['army', 'refugees'], listings: [listing({})] });
		const b = group('b', {
			themes: ['refugees', 'prison'],
			listings: [
				listing({ organisation: 'b', id: '2', side: 'offer', kind: 'advocate' }),
				listing({ organisation: 'b', id: '3', kind: 'room' }),
			],
		});
		const found = compare(a, b, { kilometres: 0, settled: 1 }, today);
		expect(found?.reasons).toEqual([
			{ is: 'same-town' },
			{ is: 'same-theme', theme: 'refugees' },
			{ is: 'they-have', kinds: ['lawyer'] },
			{ is: 'helped-before', times: 1 },
		]);
		expect(found?.score).toBe(40 + 8 + 15 + 5);
		expect(reasons(b, a, apart, today)).toEqual(['same-town', 'same-theme', 'you-have']);
	});
	it('near are those within a day’s journey, over the border of a region too', () => {
		const a = group('a');
		const b = group('b', { region: 'RU-KLU', town: 'kaluga' });
		expect(reasons(a, b, { kilometres: 95.4, settled: 0 }, today)).toEqual(['near']);
		expect(compare(a, b, { kilometres: 151, settled: 0 }, today)).toBeUndefined();
		expect(reasons(a, group('c', { town: '' }), apart, today)).toEqual(['same-region']);
	});

	const ofGroup = (organisation: string) =>
		fc
			.record({
				region: fc.constantFrom('RU-TUL', 'RU-KLU'),
				town: fc.constantFrom('', 'tula', 'kaluga'),
				themes: fc.uniqueArray(fc.constantFrom('army', 'prison', 'women', 'courts', 'labour', 'memory')),
				listings: fc.array(
					fc
						.record({
							id: fc.uuid({ version: 4 }),
							side: fc.constantFrom('need' as const, 'offer' as const),
							kind: fc.constantFrom(...listingKinds),
							region: fc.constantFrom(null, 'RU-TUL', 'RU-KLU'),
						})
						.map((one) => listing({ ...one, organisation })),
					{ maxLength: 6 },
				),
			})
			.map((one) => group(organisation, one));
	const ofBoth = fc.record({
		kilometres: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
		settled: fc.integer({ min: 0, max: 4 }),
	});
	/** A reason as the other of the two reads it. */
	const turned = (one: NeighbourReason): NeighbourReason => {
		if (one.is === 'they-have') return { ...one, is: 'you-have' };
		return one.is === 'you-have' ? { ...one, is: 'they-have' } : one;
	};

	it('are so to each other: the same score, the same reasons turned round, adding up', () => {
		fc.assert(
			fc.property(ofGroup('a'), ofGroup('b'), ofBoth, (a, b, between) => {
				const [one, other] = [compare(a, b, between, today), compare(b, a, between, today)];
				expect(other?.score).toBe(one?.score);
				const sorted = (of: readonly NeighbourReason[] = []) =>
					of.map((reason) => JSON.stringify(reason)).toSorted();
				expect(sorted(other?.reasons)).toEqual(sorted(one?.reasons.map(turned)));
				expect(one?.reasons.reduce((sum, reason) => sum + weightOf(reason), 0)).toBe(one?.score);
			}),
		);
	});
	it('stand in one order, however they come', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.record({ organisation: fc.uuid(), score: fc.integer({ min: 1, max: 5 }) }), {
					selector: ({ organisation }) => organisation,
				}),
				(rows) => {
					const all = rows.map((row) => ({ ...row, reasons: [] }));
					const ranked = rank(all, 10);
					expect(rank(all.toReversed(), 10)).toEqual(ranked);
					expect(ranked.map(({ score }) => score)).toEqual(
						ranked.map(({ score }) => score).toSorted((x, y) => y - x),
					);
				},
			),
		);
	});
});
