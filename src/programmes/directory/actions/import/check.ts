import type { Tx } from '#platform/db/database.ts';
import type { AlikeTo, Told, Verdict } from '../../model/import.ts';
import { compareRead, keysOf, readEntry, type Read } from '../../rules/alike.ts';
import { likenessOf, readRow, type Entry, type Known } from '../../rules/import/read-row.ts';
import { findAlikeRead } from '../../store/alike.ts';

/** An organisation of a row, and the same read for comparing. */
export interface Readable {
	readonly entry: Entry;
	readonly read: Read;
}

/** What a part's rows come to. */
export interface CheckedRows {
	/** Of rows that are not simply good. */
	readonly verdicts: readonly Verdict[];
	/** Those that may be brought in, by the place of their row. */
	readonly entries: ReadonlyMap<number, Readable>;
}

/** The rows of a part, and what is known of them from before. */
interface Part {
	readonly cells: readonly (readonly string[])[];
	readonly brought: ReadonlySet<number>;
	readonly before: readonly Verdict[];
}

/**
 * Checks the rows of a part that are not in the directory yet: each by itself, then with the rows above it and with
 * the whole directory. Whoever may be here already is brought in only where somebody has said so.
 */
export async function checkRows(
	tx: Tx,
	{ cells, brought, before }: Part,
	{ mapping, choices }: Told,
	known: Known,
	today: string,
): Promise<CheckedRows> {
	const verdicts: Verdict[] = [];
	const rows: (Readable & { readonly row: number })[] = [];
	for (const [row, line] of cells.entries()) {
		if (brought.has(row)) continue;
		const found = readRow(line, mapping, choices, known, today);
		if (found.is === 'entry') {
			const { entry } = found;
			rows.push({ row, entry, read: readEntry(likenessOf(entry)) });
		} else verdicts.push({ row, ...found });
	}
	const above = alikeAbove(rows);
	const here = await findAlikeRead(tx, rows, 'network');
	const decided = new Map(
		before.flatMap((one) => (one.is === 'alike' && one.decided ? [[one.row, one.decided] as const] : [])),
	);
	const entries = new Map<number, Readable>();
	for (const [at, { row, entry, read }] of rows.entries()) {
		const to: AlikeTo[] = [
			...(here.get(at) ?? []).map(({ slug, name, state, reasons }) => ({ slug, name, state, reasons })),
			...(above.get(at) ?? []),
		].slice(0, 5);
		const decision = decided.get(row);
		if (to.length > 0) verdicts.push({ row, is: 'alike', to, ...(decision ? { decided: decision } : {}) });
		if (to.length === 0 || decision === 'bring') entries.set(row, { entry, read });
	}
	return { verdicts: verdicts.toSorted((a, b) => a.row - b.row), entries };
}

/** Rows that may be the same as one above them in the same part. */
function alikeAbove(rows: readonly (Readable & { readonly row: number })[]): ReadonlyMap<number, AlikeTo[]> {
	const found = new Map<number, AlikeTo[]>();
	const byKey = new Map<string, number[]>();
	for (const [at, { read }] of rows.entries()) {
		const candidates = new Set<number>();
		for (const key of keysOf(read)) {
			const same = byKey.get(key) ?? [];
			for (const one of same) candidates.add(one);
			// Of one key a few are compared: a name that all rows bear tells nothing.
			if (same.length < 20) byKey.set(key, [...same, at]);
		}
		const alike = [...candidates].flatMap((other) => {
			const one = rows[other];
			const reasons = one ? compareRead(read, one.read) : [];
			return one && reasons.length > 0 ? [{ name: one.entry.name, row: one.row, reasons }] : [];
		});
		if (alike.length > 0) found.set(at, alike);
	}
	return found;
}
