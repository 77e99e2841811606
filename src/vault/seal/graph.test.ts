import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { foundOrganisation, foundVault, newPlace, written } from '#test/vault-cast.ts';
import { newId, spell } from '../format/ids.ts';
import { EntryHash, EntryId } from '../format/model.ts';
import { randomBytes, vaultReady } from '../format/sodium.ts';
import { makeChainKey } from './chain-key.ts';
import { hashEntry, readEntry, sealEntry } from './entry.ts';
import { orderChain, type GraphEntry } from './graph.ts';

beforeAll(vaultReady);

const node = (heads: readonly EntryHash[] = [], epoch = 1): GraphEntry => ({
	hash: spell(EntryHash, randomBytes(32)),
	id: newId(EntryId),
	heads,
	epoch,
});

/** A chain that grew by writers who saw only part of it: each entry names some of those before. */
function grow(picks: readonly number[][]): GraphEntry[] {
	const entries: GraphEntry[] = [];
	for (const pick of picks) {
		const seen = pick.flatMap((at) => entries[at % Math.max(1, entries.length)] ?? []);
		entries.push(node([...new Set(seen.map(({ hash }) => hash))]));
	}
	return entries;
}

describe('the order of a chain', () => {
	test('is the same whatever order the entries came in, twice over or not', () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 25 }),
				fc.infiniteStream(fc.nat()),
				(picks, random) => {
					const entries = grow(picks);
					const shuffled = [...entries, ...entries.slice(0, 3)]
						.map((entry) => ({ entry, rank: random.next().value }))
						.toSorted((a, b) => a.rank - b.rank)
						.map(({ entry }) => entry);
					const [one, other] = [orderChain('internal', entries), orderChain('internal', shuffled)];
					expect(other).toEqual(one);
					expect(one.ordered).toHaveLength(entries.length);
					expect(one.missing).toEqual([]);
					const place = new Map(one.ordered.map(({ hash }, at) => [hash, at]));
					for (const { hash, heads } of entries) {
						for (const head of heads) expect(place.get(head)).toBeLessThan(place.get(hash) ?? -1);
					}
				},
			),
			{ numRuns: 60 },
		);
	});

	test('of two writers off line is one order on both sides, and the next entry joins them', () => {
		const cast = foundOrganisation();
		const lawyer = cast.join('Ilya', cast.founder);
		const key = makeChainKey(newPlace(foundVault(cast, [cast.founder, lawyer])), 1);
		const write = (who: typeof lawyer, text: string, heads: readonly EntryHash[]) =>
			sealEntry({ key, heads, content: written(cast, who, { text }), signing: who.signing }).sealed;
		const read = (all: readonly ReturnType<typeof write>[]) =>
			orderChain(
				'internal',
				all.flatMap((sealed) => {
					const frame = readEntry(sealed);
					return frame.ok ? [{ ...frame.value.header, hash: hashEntry(sealed) }] : [];
				}),
			);
		const root = write(cast.founder, 'opened', []);
		// Both leave with the root, write two entries each, and meet again.
		const branch = (who: typeof lawyer) => {
			const first = write(who, 'first', read([root]).heads);
			return [first, write(who, 'second', read([root, first]).heads)];
		};
		const [hers, his] = [branch(cast.founder), branch(lawyer)];
		const onHerSide = read([root, ...hers, ...his]);
		const onHisSide = read([...his.toReversed(), root, ...hers.toReversed()]);
		expect(onHisSide.ordered.map(({ hash }) => hash)).toEqual(onHerSide.ordered.map(({ hash }) => hash));
		expect(onHerSide.heads).toHaveLength(2);
		const join = write(lawyer, 'both seen', onHerSide.heads);
		expect(read([root, ...hers, ...his, join]).heads).toEqual([hashEntry(join)]);
	});
});

describe('what a server does to a chain is told', () => {
	test('a dropped entry is missing by name', () => {
		const [root, ...rest] = grow([[], [0], [1], [2]]);
		if (!root) throw new Error('a chain has a beginning');
		const [dropped, ...kept] = rest;
		const order = orderChain('internal', [root, ...kept]);
		expect(order.missing).toEqual([dropped?.hash]);
		expect(order.problems).toEqual([{ id: 'graph.missing-entries', params: { count: 1 } }]);
		expect(order.ordered).toHaveLength(3);
	});

	test('an id used twice is told', () => {
		const root = node();
		const [a, b] = [node([root.hash]), node([root.hash])];
		const order = orderChain('internal', [root, a, { ...b, id: a.id }]);
		expect(order.problems).toEqual([{ id: 'graph.duplicate-id', params: { entry: a.id } }]);
	});

	test('an entry under an older epoch than its author had seen is told', () => {
		const root = node([], 2);
		const late = node([root.hash], 1);
		expect(orderChain('internal', [root, late]).problems).toEqual([
			{ id: 'graph.stale-epoch', params: { entry: late.id } },
		]);
		const concurrent = node([], 1);
		expect(orderChain('internal', [root, concurrent]).problems).toEqual([]);
	});

	test('a dialogue has one beginning', () => {
		const both = [node(), node()];
		expect(orderChain('dialogue', both).problems).toEqual([
			{ id: 'graph.second-root', params: { count: 2 } },
		]);
		expect(orderChain('internal', both).problems).toEqual([]);
	});

	test('a circle, which no honest hash can make, is told and left out', () => {
		const [a, b] = [node(), node()];
		const order = orderChain('internal', [
			{ ...a, heads: [b.hash] },
			{ ...b, heads: [a.hash] },
		]);
		expect(order.ordered).toEqual([]);
		expect(order.problems).toEqual([{ id: 'graph.cycle' }]);
	});

	test('ten thousand entries are ordered in well under a second', () => {
		const chain: GraphEntry[] = [node()];
		for (let at = 1; at < 10_000; at++) chain.push(node([chain[at - 1]?.hash ?? ('' as EntryHash)]));
		const start = performance.now();
		expect(orderChain('internal', chain).ordered).toHaveLength(10_000);
		expect(performance.now() - start).toBeLessThan(1500);
	});
});
