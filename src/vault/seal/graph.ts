import type { Refusal } from '#platform/result.ts';
import type { Chain, EntryHash, EntryId } from '../format/model.ts';

/** What the order of a chain depends on; the hash is computed from the sealed bytes, never taken from a server. */
export interface GraphEntry {
	readonly hash: EntryHash;
	readonly id: EntryId;
	readonly heads: readonly EntryHash[];
	readonly epoch: number;
}

export interface ChainOrder<E extends GraphEntry> {
	/** Every entry once, each after those it names; entries of one generation by hash. The same for everybody. */
	readonly ordered: readonly E[];
	/** The entries that none names: what the next one names. Sorted. */
	readonly heads: readonly EntryHash[];
	/** Named by an entry, yet not here: dropped, or still on the way. */
	readonly missing: readonly EntryHash[];
	/** `graph.missing-entries`, `graph.duplicate-id`, `graph.stale-epoch`, `graph.second-root`, `graph.cycle`. */
	readonly problems: readonly Refusal[];
}

/**
 * Orders a chain: by generation (the longest way back to the first entry), then by hash. So two people who
 * wrote off line see the same order once both have the same entries, whatever order these came in.
 */
export function orderChain<E extends GraphEntry>(chain: Chain, entries: readonly E[]): ChainOrder<E> {
	const byHash = new Map(entries.map((entry) => [entry.hash, entry]));
	const distinct = [...byHash.values()];
	const { generations, missing } = countGenerations(byHash);
	const ordered = distinct
		.filter((entry) => generations.has(entry.hash))
		.toSorted(
			(a, b) => (generations.get(a.hash) ?? 0) - (generations.get(b.hash) ?? 0) || compare(a.hash, b.hash),
		);
	const named = new Set(distinct.flatMap((entry) => entry.heads));
	const heads = distinct
		.map((entry) => entry.hash)
		.filter((hash) => !named.has(hash))
		.toSorted();
	return { ordered, heads, missing, problems: findProblems(chain, byHash, ordered, missing) };
}

function countGenerations<E extends GraphEntry>(
	byHash: ReadonlyMap<EntryHash, E>,
): { generations: Map<EntryHash, number>; missing: EntryHash[] } {
	const children = new Map<EntryHash, E[]>();
	const waiting = new Map<EntryHash, number>();
	const missing = new Set<EntryHash>();
	const ready: E[] = [];
	for (const entry of byHash.values()) {
		const parents = new Set(entry.heads);
		const present = [...parents].filter((parent) => byHash.has(parent));
		for (const parent of parents) if (!byHash.has(parent)) missing.add(parent);
		for (const parent of present) children.set(parent, [...(children.get(parent) ?? []), entry]);
		waiting.set(entry.hash, present.length);
		if (present.length === 0) ready.push(entry);
	}
	const generations = new Map<EntryHash, number>();
	for (let entry = ready.pop(); entry; entry = ready.pop()) {
		const parents = entry.heads.map((parent) => generations.get(parent) ?? 0);
		generations.set(entry.hash, 1 + Math.max(0, ...parents));
		for (const child of children.get(entry.hash) ?? []) {
			const left = (waiting.get(child.hash) ?? 0) - 1;
			waiting.set(child.hash, left);
			if (left === 0) ready.push(child);
		}
	}
	return { generations, missing: [...missing].toSorted() };
}

function findProblems<E extends GraphEntry>(
	chain: Chain,
	byHash: ReadonlyMap<EntryHash, E>,
	ordered: readonly E[],
	missing: readonly EntryHash[],
): Refusal[] {
	const problems: Refusal[] = [];
	if (missing.length > 0) problems.push({ id: 'graph.missing-entries', params: { count: missing.length } });
	if (ordered.length < byHash.size) problems.push({ id: 'graph.cycle' });
	const ids = new Set<EntryId>();
	let roots = 0;
	for (const entry of ordered) {
		if (ids.has(entry.id)) problems.push({ id: 'graph.duplicate-id', params: { entry: entry.id } });
		ids.add(entry.id);
		if (entry.heads.length === 0) roots++;
		const newest = Math.max(0, ...entry.heads.map((parent) => byHash.get(parent)?.epoch ?? 0));
		// Whoever had seen a newer epoch had its key: an older key under newer heads is a replay or a removed member.
		if (entry.epoch < newest) problems.push({ id: 'graph.stale-epoch', params: { entry: entry.id } });
	}
	// Two members off line may both begin the internal chain; a dialogue has one beginning, the sender's.
	if (chain === 'dialogue' && roots > 1) problems.push({ id: 'graph.second-root', params: { count: roots } });
	return problems;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
