import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { HeldRow } from '../../../actions/import/view.ts';
import type { Told } from '../../../model/import.ts';
import { neutralised } from '../../../rules/import/formula.ts';
import { reasonWord } from './words.ts';

/**
 * The rows that were not brought in as a table in the columns of the list, with the reason in the reader's language;
 * what a spreadsheet would reckon with stands behind an apostrophe.
 */
export function fileBack(
	held: readonly HeldRow[],
	{ headings, delimiter }: Pick<Told, 'headings' | 'delimiter'>,
	locale: Locale,
): string {
	const width = Math.max(headings.length, ...held.map(({ cells }) => cells.length));
	const filled = (line: readonly string[]) => Array.from({ length: width }, (_, at) => line[at] ?? '');
	const quoted = (cell: string) => {
		const safe = neutralised(cell);
		return /[",;|\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	};
	const lines = [
		[...filled(headings), m.import_reason()],
		...held.map(({ number, cells, verdict }) => [
			...filled(cells),
			reasonWord(verdict, headings, number - verdict.row - 1, locale),
		]),
	];
	// The mark by which spreadsheets know that letters are Unicode's.
	return `\u{FEFF}${lines.map((line) => line.map(quoted).join(delimiter)).join('\r\n')}\r\n`;
}
