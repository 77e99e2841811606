/** Letters compared without case, and ё as е, since few people type it. */
function plain(text: string): string {
	return text.toLocaleLowerCase().replaceAll('ё', 'е');
}

/**
 * Commands whose name holds every word of the query, at the start of a word first.
 *
 * @example findCommands([{ label: 'Открыть дежурство' }], 'деж откр') finds it.
 */
export function findCommands<C extends { label: string; note?: string }>(commands: C[], query: string): C[] {
	const words = plain(query).split(/\s+/).filter(Boolean);
	if (words.length === 0) return commands;
	return commands
		.map((command) => ({ command, rank: rank(plain(`${command.label} ${command.note ?? ''}`), words) }))
		.filter(({ rank }) => rank > 0)
		.sort((a, b) => b.rank - a.rank)
		.map(({ command }) => command);
}

/** Two for a word that begins so, one for one that holds it, nothing at all if any is missing. */
function rank(text: string, words: string[]): number {
	let sum = 0;
	for (const word of words) {
		const place = text.indexOf(word);
		if (place === -1) return 0;
		sum += place === 0 || text.includes(` ${word}`) ? 2 : 1;
	}
	return sum;
}
