import type { Condition, Fact, ListQuery, ListView, Live } from '../model.ts';
import { fieldOf, showRow, vaultKey, type Row } from './row.ts';
import type { RowChange, RowStore } from './row-store.ts';

type Compare = (a: Row, b: Row) => number;

/** Whether a row meets a query's vault and filter. */
export function matcher(query: Pick<ListQuery, 'vault' | 'filter'>): (row: Row) => boolean {
	const tests = (query.filter ?? []).map(test);
	if (query.vault) {
		const key = vaultKey(query.vault);
		tests.unshift((row) => vaultKey(row.through) === key);
	}
	return (row) => tests.every((holds) => holds(row));
}

function test(condition: Condition): (row: Row) => boolean {
	const field = fieldOf(condition.field);
	if ('is' in condition) return (row) => field(row) === condition.is;
	if ('isNot' in condition) return (row) => field(row) !== condition.isNot;
	if ('in' in condition) {
		const wanted = new Set(condition.in);
		return (row) => wanted.has(field(row));
	}
	const { from, to } = condition;
	return (row) => {
		const value = field(row);
		if (value === null) return false;
		return (from === undefined || value >= from) && (to === undefined || value <= to);
	};
}

function comparer(query: ListQuery): Compare {
	const keys = (query.sort ?? [{ field: 'change', descending: true } as const]).map(
		({ field, descending }) => ({ of: fieldOf(field), sign: descending ? -1 : 1 }),
	);
	return (a, b) => {
		for (const { of, sign } of keys) {
			const [x, y] = [of(a), of(b)];
			if (x === y) continue;
			// Rows without the field come last whichever way one sorts.
			if (x === null) return 1;
			if (y === null) return -1;
			return x < y ? -sign : sign;
		}
		return a.folder < b.folder ? -1 : Number(a.folder > b.folder);
	};
}

/** More changes at once than this are sorted anew rather than put in one by one. */
const MANY = 200;

/**
 * A live list: holds the order of the rows that meet the query, moves single rows in it as they change, and
 * shows the window when something changed, at most once a turn of `soon`.
 */
export function openList(
	store: RowStore,
	first: ListQuery,
	show: (view: ListView) => void,
	more: { readonly complete: () => boolean; readonly soon: (work: () => void, ms?: number) => void },
): Live<ListQuery> & { refresh(): void } {
	let query = first;
	let matches = matcher(query);
	let compare = comparer(query);
	let ordered: Row[] = [];
	let counts: ListView['counts'] | undefined;
	let stopped = false;
	let waiting = false;
	/** How long the last view took to make: long lists are shown less often while they grow. */
	let took = 0;

	const rebuild = () => {
		ordered = [];
		for (const row of store.all()) if (matches(row)) ordered.push(row);
		ordered.sort(compare);
		counts = undefined;
	};
	const place = (row: Row): number => {
		let low = 0;
		let high = ordered.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const other = ordered[middle];
			if (other && compare(other, row) < 0) low = middle + 1;
			else high = middle;
		}
		return low;
	};
	const tell = () => {
		waiting = false;
		if (stopped) return;
		const began = performance.now();
		counts ??= countRows(ordered, query.count ?? []);
		const { start, count } = query.window;
		const rows = ordered.slice(start, start + count).map(showRow);
		show({ rows, start, total: ordered.length, counts, complete: more.complete() });
		took = performance.now() - began;
	};
	const later = () => {
		if (waiting || stopped) return;
		waiting = true;
		more.soon(tell, Math.min(10 + took * 8, 500));
	};
	const hear = (changes: readonly RowChange[]) => {
		if (changes.length > MANY) {
			rebuild();
			return later();
		}
		let touched = false;
		for (const { before, after } of changes) {
			if (before && matches(before)) {
				const at = place(before);
				if (ordered[at]?.slot === before.slot) ordered.splice(at, 1);
				touched = true;
			}
			if (after && matches(after)) {
				ordered.splice(place(after), 0, after);
				touched = true;
			}
		}
		if (!touched) return;
		counts = undefined;
		later();
	};
	const forget = store.onChange(hear);
	rebuild();
	tell();
	return {
		change(next) {
			const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
			const moved =
				same(next.vault, query.vault) && same(next.filter, query.filter) && same(next.sort, query.sort);
			const counted = same(next.count, query.count);
			query = next;
			if (!moved) {
				matches = matcher(query);
				compare = comparer(query);
				rebuild();
			} else if (!counted) counts = undefined;
			tell();
		},
		stop() {
			stopped = true;
			forget();
		},
		refresh: later,
	};
}

function countRows(rows: readonly Row[], fields: NonNullable<ListQuery['count']>): ListView['counts'] {
	return Object.fromEntries(
		fields.map((field) => {
			const of = fieldOf(field);
			const byValue = new Map<Fact, number>();
			for (const row of rows) {
				const value = of(row);
				byValue.set(value, (byValue.get(value) ?? 0) + 1);
			}
			const counted = [...byValue].map(([value, count]) => ({ value, rows: count }));
			return [field, counted.toSorted((a, b) => b.rows - a.rows)];
		}),
	);
}
