import Papa from 'papaparse';
import { refuse, type Result } from '#platform/result.ts';
import { tableOf, type ReadTable } from './table.ts';

/** Text in whichever of the ways tables are written here: by its mark, else as UTF-8, else as Windows-1251. */
export function textOf(bytes: Uint8Array): string {
	const [a, b] = bytes;
	if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1251').decode(bytes);
	}
}

const delimiters = [',', ';', '\t', '|'] as const;

/** Reads a table of text: commas, semicolons, tabulators or bars between its cells. */
export function readCsv(bytes: Uint8Array): Result<ReadTable> {
	const text = textOf(bytes);
	// What is no text has many of these; a table has none.
	if (text.slice(0, 4096).includes('\u0000')) return refuse('import.unread');
	const { data, meta } = Papa.parse<string[]>(text, {
		delimitersToGuess: [...delimiters],
		skipEmptyLines: 'greedy',
	});
	const delimiter = delimiters.find((one) => one === meta.delimiter) ?? ',';
	return tableOf(data, { delimiter, reckoned: 0 });
}
