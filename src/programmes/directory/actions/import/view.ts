import { z } from 'zod';
import { action, ofTheOffice } from '#platform/action/index.ts';
import { ok, refuse } from '#platform/result.ts';
import type { PartCounts, Told, Verdict } from '../../model/import.ts';
import { findPart, listImports, listParts } from '../../store/import.ts';
import { countsOf, officeOf, OnPart, openCells, openImport, openTold, openVerdicts } from './opened.ts';

/** An import as the office's page shows it. */
export interface ImportView {
	readonly id: string;
	readonly begunOn: string;
	/** How many parts there are; fewer have come where sending stopped. */
	readonly expected: number;
	readonly told: Told;
	readonly parts: readonly PartCounts[];
}

/** Imports that were begun and not forgotten, with how far each has come. */
export const viewImports = action({
	name: 'directory.viewImports',
	input: z.strictObject({}),
	access: ofTheOffice({ coordinator: true }),
	writes: false,
	async run({ tx, actor, runtime }) {
		const rows = await listImports(tx, [officeOf(actor)].filter(Boolean));
		const imports: ImportView[] = [];
		for (const row of rows) {
			const parts = await listParts(tx, { organisation: row.organisation, import: row.id });
			imports.push({
				id: row.id,
				begunOn: row.begun_on,
				expected: row.parts,
				told: openTold(runtime, row),
				parts: parts.map((part) => countsOf(part, row.choice)),
			});
		}
		return ok<{ imports: readonly ImportView[] }>({ imports });
	},
});

/** A row that is not in the directory, with what is to be said of it. */
export interface HeldRow {
	/** Counted from 1 in the whole list, without its headings. */
	readonly number: number;
	readonly cells: readonly string[];
	readonly verdict: Verdict;
}

/** Of a part, the rows of which something is to be said; and its first rows as they came. */
export const readImportPart = action({
	name: 'directory.readImportPart',
	input: OnPart.extend({ first: z.number().int().min(0).max(20).default(0) }),
	access: ofTheOffice({ coordinator: true }),
	writes: false,
	async run(doing, { import: id, part, first }) {
		const open = await openImport(doing, id);
		const row = open && (await findPart(doing.tx, open.at, part));
		if (!row) return refuse('import.unknown');
		const cells = openCells(doing.runtime, row);
		const parts = await listParts(doing.tx, open.at);
		const above = parts.filter((one) => one.part < part).reduce((sum, { rows }) => sum + rows, 0);
		return ok<{ held: readonly HeldRow[]; first: readonly (readonly string[])[] }>({
			held: openVerdicts(doing.runtime, row).map((verdict) => ({
				number: above + verdict.row + 1,
				cells: cells[verdict.row] ?? [],
				verdict,
			})),
			first: cells.slice(0, first),
		});
	},
});
