import type { SearchHit, SearchHits, SearchOptions } from '../model.ts';
import { matcher } from '../rows/list.ts';
import { showRow, textsOf, type Row } from '../rows/row.ts';
import type { RowChange, RowStore } from '../rows/row-store.ts';
import { makeWordIndex } from './word-index.ts';

/** Rows indexed in one go before others get their turn: about ten milliseconds. */
const SLICE = 500;

/**
 * Search over covers and what was opened here. The index lives in memory and is built again after each unlock
 * (two seconds for a hundred thousand, in slices): what is not stored cannot be found on a seized disk.
 */
export function openSearch(store: RowStore, pause: () => Promise<void>) {
	const index = makeWordIndex();
	const waiting = new Map<number, Row | undefined>();
	let building: Promise<void> | undefined;
	let stopped = false;
	const halted = () => stopped;

	const work = async () => {
		while (waiting.size > 0 && !halted()) {
			let left = SLICE;
			for (const [slot, row] of waiting) {
				waiting.delete(slot);
				if (row) index.put(slot, textsOf(row));
				else index.remove(slot);
				if (--left === 0) break;
			}
			await pause();
		}
		building = undefined;
	};
	const hear = (changes: readonly RowChange[]) => {
		for (const { before, after } of changes) {
			const slot = (after ?? before)?.slot;
			if (slot === undefined) continue;
			const same = before && after && before.cover === after.cover && before.words === after.words;
			if (!same) waiting.set(slot, after);
		}
		if (waiting.size > 0) building ??= pause().then(work);
	};
	const forget = store.onChange(hear);
	hear([...store.all()].map((after) => ({ before: undefined, after })));

	return {
		search(text: string, { limit = 50, ...query }: SearchOptions = {}): SearchHits {
			const complete = waiting.size === 0;
			const found = index.find(text);
			if (!found) return { hits: [], total: 0, complete };
			const matches = matcher(query);
			const all = !query.vault && !query.filter?.length;
			const top: { row: Row; score: number }[] = [];
			let total = 0;
			for (let document = 0; document < found.documents; document++) {
				const score = found.scores[document] ?? 0;
				if (score === 0) continue;
				const least = top.length === limit ? top.at(-1) : undefined;
				if (all && least && score < least.score) {
					total++;
					continue;
				}
				const row = store.at(found.slotOf(document));
				if (!row || !matches(row)) continue;
				total++;
				if (least && (score < least.score || (score === least.score && row.change <= least.row.change)))
					continue;
				insert(top, { row, score }, limit);
			}
			const hits = top.map(({ row }): SearchHit => {
				const words = found.matched(textsOf(row).slice(0, 3).join(' '));
				return { row: showRow(row), words };
			});
			return { hits, total, complete };
		},
		/** Resolves when everything known now is indexed. */
		ready: async () => {
			for (let now = building; now; now = building) await now;
		},
		stop() {
			stopped = true;
			forget();
		},
	};
}

/** Keeps the best, newest first among equals. */
function insert(top: { row: Row; score: number }[], one: { row: Row; score: number }, limit: number): void {
	let at = top.length;
	for (; at > 0; at--) {
		const other = top[at - 1];
		if (!other || other.score > one.score) break;
		if (other.score === one.score && other.row.change >= one.row.change) break;
	}
	top.splice(at, 0, one);
	if (top.length > limit) top.pop();
}
