import { most } from '../../../../model/import.ts';
import { ok, refuse, type Result } from '#platform/result.ts';

/** A list as it was read, whatever its form. */
export interface ReadTable {
	readonly headings: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** Between the cells of the file that is handed back. */
	readonly delimiter: ',' | ';' | '\t' | '|';
	/** Cells that a spreadsheet had reckoned: what they showed is taken, nothing is reckoned here. */
	readonly reckoned: number;
}

/** What no text has: control characters, halves of letters. */
const control = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;
/** Of a whole row: what is sent at once has its bounds. */
const mostOfRow = 300_000;

/** Lines as a list: the first says what the columns are. Refused where it is too great, or none. */
export function tableOf(
	lines: readonly (readonly string[])[],
	more: Pick<ReadTable, 'delimiter' | 'reckoned'>,
): Result<ReadTable> {
	const clean = lines
		.map((line) => line.map((cell) => cell.replaceAll(control, '')))
		.filter((line) => line.some((cell) => cell.trim() !== ''));
	const [first, ...rows] = clean;
	if (!first || rows.length === 0) return refuse('import.no-rows');
	if (rows.length > most.rows) return refuse('import.too-many-rows', { params: { rows: most.rows } });
	const width = first.findLastIndex((cell) => cell.trim() !== '') + 1;
	if (clean.some((line) => line.length > most.columns))
		return refuse('import.too-many-columns', { params: { columns: most.columns } });
	const long = clean.findIndex(
		(line) => line.some((cell) => cell.length > most.cell) || line.join('').length > mostOfRow,
	);
	if (long !== -1) return refuse('import.cell-too-long', { params: { row: long, letters: most.cell } });
	const headings = first.slice(0, width).map((cell) => cell.trim());
	return ok({
		headings,
		rows: rows.map((row) => {
			const used = row.slice(0, Math.max(width, row.findLastIndex((cell) => cell.trim() !== '') + 1));
			return [...used, ...Array.from({ length: Math.max(0, width - used.length) }, () => '')];
		}),
		...more,
	});
}
