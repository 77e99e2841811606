import { most } from '../../../model/import.ts';

/** In one call; letters of two bytes each stay within what the server takes. */
const mostLetters = 600_000;

/** Rows as they are sent: some hundreds at once, fewer where they are long. The same rows give the same parts. */
export function partsOf(rows: readonly (readonly string[])[]): readonly (readonly (readonly string[])[])[] {
	const parts: (readonly string[])[][] = [];
	let letters = 0;
	for (const row of rows) {
		const long = row.reduce((sum, cell) => sum + cell.length + 3, 0);
		const last = parts.at(-1);
		if (last === undefined || last.length >= most.rowsOfPart || letters + long > mostLetters) {
			parts.push([row]);
			letters = long;
		} else {
			last.push(row);
			letters += long;
		}
	}
	return parts;
}
