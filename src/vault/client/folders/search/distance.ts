/** Letters that occur, in 32 bits: two words a few letters apart differ in few of them. */
export function lettersOf(word: string): number {
	let letters = 0;
	for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
	return letters;
}

/** How many bits differ. */
export function bitsApart(a: number, b: number): number {
	let bits = a ^ b;
	let count = 0;
	for (; bits !== 0; count++) bits &= bits - 1;
	return count;
}

const rows: [Int8Array, Int8Array, Int8Array] = [new Int8Array(48), new Int8Array(48), new Int8Array(48)];

/**
 * Whether `word` begins with something at most `most` slips (a letter wrong, missing, extra, or two swapped)
 * away from `typed`: what one is typing need not be finished.
 */
export function beginsLike(typed: string, word: string, most: number): boolean {
	const width = Math.min(word.length, typed.length + most);
	let [before, last, row] = rows;
	for (let column = 0; column <= width; column++) last[column] = column;
	for (let line = 1; line <= typed.length; line++) {
		row[0] = line;
		let least = line;
		const letter = typed.charCodeAt(line - 1);
		for (let column = 1; column <= width; column++) {
			const other = word.charCodeAt(column - 1);
			let cost = Math.min((last[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1);
			cost = Math.min(cost, (last[column - 1] ?? 0) + Number(letter !== other));
			const swapped =
				line > 1 &&
				column > 1 &&
				letter === word.charCodeAt(column - 2) &&
				typed.charCodeAt(line - 2) === other;
			if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
			row[column] = cost;
			if (cost < least) least = cost;
		}
		if (least > most) return false;
		[before, last, row] = [last, row, before];
	}
	for (let column = 0; column <= width; column++) if ((last[column] ?? 99) <= most) return true;
	return false;
}
