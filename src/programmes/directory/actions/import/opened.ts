import { z } from 'zod';
import type { Actor, Doing } from '#platform/action/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { cells, told, type PartCounts, type Told, type Verdict } from '../../model/import.ts';
import { findImport, type ImportPartRow, type ImportPlace, type ImportRow } from '../../store/import.ts';
import type { CheckedRows } from './check.ts';

/** Rows that wait lie sealed at rest: a list may hold more than the directory takes over. */
const purpose = 'directory-import';

export const ImportId = z.strictObject({ import: z.uuid() });
export const OnPart = ImportId.extend({ part: z.number().int().min(0).max(1999) });

/** The network's office, as the actor acts for it. */
export const officeOf = (actor: Actor): string =>
	(actor.kind === 'member' && actor.memberships.find(({ office }) => office)?.organisation) || '';

export const sealed = ({ keys }: Runtime, what: unknown): Buffer =>
	keys.sealAtRest(purpose, JSON.stringify(what));
const opened = ({ keys }: Runtime, what: Uint8Array): unknown =>
	JSON.parse(keys.openAtRest(purpose, Buffer.from(what)));

export const openTold = (runtime: Runtime, row: ImportRow): Told =>
	told.parse(opened(runtime, row.told_sealed));
export const openCells = (runtime: Runtime, row: Pick<ImportPartRow, 'cells_sealed'>): string[][] =>
	cells.parse(opened(runtime, row.cells_sealed));
/** Written by `sealed` alone, in the shape of this version: a part is checked again before anything is done by it. */
export const openVerdicts = (
	runtime: Runtime,
	row: Pick<ImportPartRow, 'verdicts_sealed'>,
): readonly Verdict[] => opened(runtime, row.verdicts_sealed) as readonly Verdict[];

/** The import that is named, if it is the office's. */
export async function openImport(
	{ tx, actor, runtime }: Doing,
	id: string,
	lock = false,
): Promise<{ at: ImportPlace; row: ImportRow; told: Told } | undefined> {
	const at = { organisation: officeOf(actor), import: id };
	if (at.organisation === '') return undefined;
	const row = await findImport(tx, at, lock);
	return row && { at, row, told: openTold(runtime, row) };
}

/** What is kept of a check. */
export function keptCheck(runtime: Runtime, { verdicts, entries }: CheckedRows, choice: number) {
	const count = (is: (verdict: Verdict) => boolean) => verdicts.filter(is).length;
	return {
		verdicts_sealed: sealed(runtime, verdicts),
		checked: choice,
		good: entries.size,
		bad: count(({ is }) => is === 'bad'),
		asking: count(({ is }) => is === 'asking'),
		alike: count((one) => one.is === 'alike' && one.decided === undefined),
		skipped: count((one) => one.is === 'alike' && one.decided === 'skip'),
	};
}

type Counted = Pick<
	ImportPartRow,
	'part' | 'rows' | 'checked' | 'good' | 'bad' | 'asking' | 'alike' | 'skipped' | 'brought'
>;

/** How a part stands, as pages are told. */
export function countsOf(row: Counted, choice: number): PartCounts {
	const { part, rows, checked, good, bad, asking, alike, skipped, brought } = row;
	return {
		part,
		rows,
		good,
		bad,
		asking,
		alike,
		skipped,
		brought: brought.length,
		current: checked === choice,
	};
}
