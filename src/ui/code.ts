/** A code in groups of four digits, the last one as short as it comes. */
export function inFours(code: string): string[] {
	return code.replaceAll(/\s/g, '').match(/.{1,4}/g) ?? [];
}
