/** The part of a text that was found, with the hits marked. */
import { placesOf, type Place } from './words.ts';

/** A stretch of text; marked where it is what was asked for. The page escapes it, like any text. */
export interface Part {
	readonly text: string;
	readonly hit: boolean;
}

const around = 60;
const most = 220;

/** The whole text with its hits marked: for titles. */
export function markHits(text: string, isHit: (word: string) => boolean): Part[] {
	return markWithin(
		text,
		placesOf(text).filter(({ word }) => isHit(word)),
		0,
		text.length,
	);
}

/**
 * About two lines of a text: where most of the hits stand together, from a beginning of a word to an end of one;
 * the beginning of the text where there is none.
 */
export function snippetOf(text: string, isHit: (word: string) => boolean): Part[] {
	const places = placesOf(text);
	const hits = places.filter(({ word }) => isHit(word));
	const first = densest(hits);
	const start = first === undefined ? 0 : startOf(places, first.from - around);
	const end = endOf(text, places, start);
	const parts = markWithin(text, hits, start, end);
	if (start > 0) parts.unshift({ text: '… ', hit: false });
	if (end < text.length) parts.push({ text: ' …', hit: false });
	return parts;
}

/** The hit after which the most others follow within a snippet. */
function densest(hits: readonly Place[]): Place | undefined {
	let best: Place | undefined;
	let count = 0;
	let ahead = 0;
	for (const [at, hit] of hits.entries()) {
		ahead = Math.max(ahead, at);
		while ((hits[ahead]?.to ?? Number.POSITIVE_INFINITY) <= hit.from + most - around) ahead += 1;
		if (ahead - at > count || best === undefined) {
			best = hit;
			count = ahead - at;
		}
	}
	return best;
}

function startOf(places: readonly Place[], wanted: number): number {
	if (wanted <= 0) return 0;
	return places.find(({ from }) => from >= wanted)?.from ?? 0;
}

function endOf(text: string, places: readonly Place[], start: number): number {
	if (text.length <= start + most) return text.length;
	const last = places.findLast(({ from, to }) => from >= start && to <= start + most);
	return last?.to ?? Math.min(text.length, start + most);
}

function markWithin(text: string, hits: readonly Place[], start: number, end: number): Part[] {
	const parts: Part[] = [];
	let at = start;
	for (const { from, to } of hits) {
		if (from < at || to > end) continue;
		if (from > at) parts.push({ text: text.slice(at, from), hit: false });
		parts.push({ text: text.slice(from, to), hit: true });
		at = to;
	}
	if (at < end) parts.push({ text: text.slice(at, end), hit: false });
	return parts;
}
