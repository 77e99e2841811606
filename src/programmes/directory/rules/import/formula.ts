/** Figures, and telephones with what people write between them; no letters but those of an extension. */
const reckonsNothing = /^[+−-][\d\s().,;:/+-]*(?:(?:доб|вн|ext|x)\.?\s*\d+)?[\s.]*$/i;
const dashes = /^[-−–—\s]+$/;

/**
 * Whether a spreadsheet would reckon with what stands in a cell instead of showing it. A telephone that begins with
 * a plus, a figure below nought and a dash for "nothing" are none.
 */
export function isFormula(cell: string): boolean {
	if (/^[\t\r]/.test(cell)) return true;
	const text = cell.trimStart();
	if (/^[=@]/.test(text)) return true;
	return /^[+-]/.test(text) && !dashes.test(text) && !reckonsNothing.test(text);
}

/** The cell as it may be written into a file: nothing in it is reckoned. */
export const neutralised = (cell: string): string => (isFormula(cell) ? `'${cell}` : cell);
