import { z } from 'zod';
import { action, ofTheOffice, type Doing } from '#platform/action/index.ts';
import { ok, refuse } from '#platform/result.ts';
import { cells, mapping, told, type PartCounts, type Verdict } from '../../model/import.ts';
import {
	deleteImport,
	deleteImportsBefore,
	findPart,
	insertImport,
	insertPart,
	updateImport,
	updatePart,
	type ImportPartRow,
} from '../../store/import.ts';
import { checkRows } from './check.ts';
import { makeKnown } from './known.ts';
import {
	countsOf,
	ImportId,
	keptCheck,
	officeOf,
	OnPart,
	openCells,
	openImport,
	openVerdicts,
	sealed,
} from './opened.ts';

/** What nobody goes on with is not kept for ever. */
const keptDays = 30;
const coordinator = { coordinator: true } as const;

/** The office begins to take a list over: whose it is, what its columns are. The rows follow, part by part. */
export const beginImport = action({
	name: 'directory.beginImport',
	input: ImportId.extend({ told, parts: z.number().int().min(1).max(2000) }),
	access: ofTheOffice(coordinator),
	async run({ tx, actor, now, runtime, touched }, { import: id, told: said, parts }) {
		const organisation = officeOf(actor);
		const day = (at: number) => new Date(at).toISOString().slice(0, 10);
		await deleteImportsBefore(tx, organisation, day(now.getTime() - keptDays * 86_400_000));
		const row = { organisation, id, told_sealed: sealed(runtime, said), begun_on: day(now.getTime()), parts };
		await insertImport(tx, row);
		touched('import', id);
		return ok({ id });
	},
});

/** Some hundreds of rows come and are checked at once. The same part sent again changes nothing. */
export const addImportRows = action({
	name: 'directory.addImportRows',
	input: OnPart.extend({ rows: cells }),
	access: ofTheOffice(coordinator),
	async run(doing, { import: id, part, rows }) {
		const { tx, runtime } = doing;
		const open = await openImport(doing, id);
		if (!open || part >= open.row.parts) return refuse('import.unknown');
		const row = {
			...open.at,
			part,
			rows: rows.length,
			cells_sealed: sealed(runtime, rows),
			verdicts_sealed: sealed(runtime, []),
			checked: 0,
			good: 0,
			bad: 0,
			asking: 0,
			alike: 0,
			skipped: 0,
		};
		await insertPart(tx, row);
		return check(doing, id, part);
	},
});

/** Checks a part under what is chosen now. */
export const checkImportPart = action({
	name: 'directory.checkImportPart',
	input: OnPart,
	access: ofTheOffice(coordinator),
	run: (doing, { import: id, part }) => check(doing, id, part),
});

async function check(
	doing: Doing,
	id: string,
	part: number,
	decide?: (before: readonly Verdict[]) => readonly Verdict[],
) {
	const { tx, now, runtime, touched } = doing;
	const open = await openImport(doing, id, true);
	const row = open && (await findPart(tx, open.at, part));
	if (!row) return refuse('import.unknown');
	const before = openVerdicts(runtime, row);
	const found = await checkRows(
		tx,
		{ cells: openCells(runtime, row), brought: new Set(row.brought), before: decide?.(before) ?? before },
		open.told,
		makeKnown(),
		now.toISOString().slice(0, 10),
	);
	const kept: Omit<ImportPartRow, 'organisation' | 'import' | 'part' | 'rows' | 'cells_sealed'> = {
		...keptCheck(runtime, found, open.row.choice),
		brought: row.brought,
	};
	await updatePart(tx, open.at, part, kept);
	touched('import', id);
	return ok<PartCounts>(countsOf({ ...row, ...kept }, open.row.choice));
}

/** Says otherwise what columns are, or which towns are meant: every part is to be checked again. */
export const changeImport = action({
	name: 'directory.changeImport',
	input: ImportId.extend({ mapping: mapping.optional(), choices: told.shape.choices.optional() }),
	access: ofTheOffice(coordinator),
	async run(doing, { import: id, mapping: columns, choices }) {
		const open = await openImport(doing, id, true);
		if (!open) return refuse('import.unknown');
		if (columns && columns.length !== open.told.headings.length)
			return refuse('input.invalid', { field: 'mapping' });
		const said = {
			...open.told,
			mapping: columns ?? open.told.mapping,
			choices: { ...open.told.choices, ...choices },
		};
		await updateImport(doing.tx, open.at, sealed(doing.runtime, said));
		doing.touched('import', id);
		return ok({ id });
	},
});

/** Says of rows that may be in the directory already whether they are brought in all the same. */
export const decideImportRows = action({
	name: 'directory.decideImportRows',
	input: OnPart.extend({
		rows: z.array(z.number().int().min(0)).max(500),
		decided: z.enum(['bring', 'skip']),
	}),
	access: ofTheOffice(coordinator),
	run: (doing, { import: id, part, rows, decided }) =>
		check(doing, id, part, (before) =>
			before.map((one) => (one.is === 'alike' && rows.includes(one.row) ? { ...one, decided } : one)),
		),
});

/** Forgets an import with its rows. What was brought in stays in the directory. */
export const forgetImport = action({
	name: 'directory.forgetImport',
	input: ImportId,
	access: ofTheOffice(coordinator),
	async run(doing, { import: id }) {
		const open = await openImport(doing, id);
		if (!open) return refuse('import.unknown');
		await deleteImport(doing.tx, open.at);
		doing.touched('import', id);
		return ok({ id });
	},
});
