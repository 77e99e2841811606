/** Which known word a mistyped one was meant to be. */
import { skeleton } from './letters.ts';

/** How many slips are forgiven: none in three letters (they are another word), two from six on. */
export function slipsForgiven(letters: number): number {
	if (letters < 4) return 0;
	return letters < 6 ? 1 : 2;
}

/**
 * Slips between two words: a letter too many, missing, another, or two changed about (optimal string alignment).
 *
 *     slips('porva', 'prova') // 1
 */
export function slips(a: string, b: string): number {
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
			const turned = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (turned) least = Math.min(least, (before[j - 2] ?? 0) + 1);
			next.push(least);
		}
		before = row;
		row = next;
	}
	return row[b.length] ?? 0;
}

const cyrillic = /\p{Script=Cyrillic}/u;

/** The nearest of the known words, in the asker's alphabet if two are as near; undefined when none is near enough. */
export function nearestWord(asked: string, known: readonly string[]): string | undefined {
	const bones = skeleton(asked);
	const most = slipsForgiven(bones.length);
	const own = cyrillic.test(asked);
	let best: { word: string; cost: number } | undefined;
	for (const word of known) {
		const count = slips(bones, skeleton(word));
		const cost = count + (cyrillic.test(word) === own ? 0 : 0.5) + Math.abs(word.length - asked.length) / 100;
		if (count <= most && (!best || cost < best.cost)) best = { word, cost };
	}
	return best?.word;
}
