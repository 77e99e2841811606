import { beginsLike, bitsApart, lettersOf } from './distance.ts';
import { stemOf, wordsOf } from './words.ts';

/**
 * The index behind search as one types: a dictionary, and for each word the folders that hold it as plain
 * numbers. MiniSearch was measured first (docs/decisions/020): at 100,000 covers its p95 was fourteen times what is
 * allowed and it took 220 MB; these arrays take a tenth.
 */
export interface WordIndex {
	/** Indexes a folder's texts anew, the weightiest first. */
	put(slot: number, texts: readonly (string | undefined)[]): void;
	remove(slot: number): void;
	/** The slots where every word of `text` is found, each with its score; `undefined` for a text without words. */
	find(text: string): Found | undefined;
	/** How many folders are indexed. */
	size(): number;
}
export interface Found {
	/** Score by document; 0: not found. */
	readonly scores: Uint16Array;
	readonly slotOf: (document: number) => number;
	readonly documents: number;
	/** Words of the dictionary that matched what was typed. */
	readonly matched: (slotTexts: string) => string[];
}

/** Weight of the first, second, third and later texts. */
const WEIGHTS = [3, 2, 1, 0];
const EXACT = 24;
const FORM = 20;
const PREFIX = 12;
const SLIP = 4;

export function makeWordIndex(): WordIndex {
	const ids = new Map<string, number>();
	const terms: string[] = [];
	const letters: number[] = [];
	/** Documents by term, ascending: document * 4 + weight class. */
	const postings: number[][] = [];
	const forms = new Map<string, number[]>();
	let sorted: number[] = [];
	let unsorted: number[] = [];
	let slotByDocument: number[] = [];
	const documentBySlot = new Map<number, number>();
	let dead = 0;

	const termOf = (word: string): number => {
		const known = ids.get(word);
		if (known !== undefined) return known;
		const id = terms.length;
		ids.set(word, id);
		terms.push(word);
		letters.push(lettersOf(word));
		postings.push([]);
		const stem = stemOf(word);
		const same = forms.get(stem);
		if (same) same.push(id);
		else forms.set(stem, [id]);
		unsorted.push(id);
		return id;
	};
	const spelling = (id: number): string => terms[id] ?? '';

	const remove = (slot: number): void => {
		const document = documentBySlot.get(slot);
		if (document === undefined) return;
		documentBySlot.delete(slot);
		slotByDocument[document] = -1;
		dead++;
		if (dead > 4096 && dead > slotByDocument.length / 3) compact();
	};

	/** Documents that are no more are squeezed out of the postings, in one pass. */
	const compact = (): void => {
		const renumbered = new Map<number, number>();
		const kept: number[] = [];
		for (const [document, slot] of slotByDocument.entries()) {
			if (slot < 0) continue;
			renumbered.set(document, kept.length);
			documentBySlot.set(slot, kept.length);
			kept.push(slot);
		}
		for (const [term, list] of postings.entries()) {
			const next: number[] = [];
			for (const posting of list) {
				const document = renumbered.get(posting >> 2);
				if (document !== undefined) next.push((document << 2) | (posting & 3));
			}
			postings[term] = next;
		}
		slotByDocument = kept;
		dead = 0;
	};

	const sort = (): void => {
		if (unsorted.length === 0) return;
		const fresh = unsorted.toSorted((a, b) => (spelling(a) < spelling(b) ? -1 : 1));
		const merged: number[] = [];
		let at = 0;
		for (const id of fresh) {
			for (; at < sorted.length && spelling(sorted[at] ?? 0) < spelling(id); at++)
				merged.push(sorted[at] ?? 0);
			merged.push(id);
		}
		for (; at < sorted.length; at++) merged.push(sorted[at] ?? 0);
		sorted = merged;
		unsorted = [];
	};

	/** The terms that begin so: a stretch of the sorted dictionary. */
	const beginning = (prefix: string): { from: number; to: number } => {
		const first = (after: (term: string) => boolean) => {
			let low = 0;
			let high = sorted.length;
			while (low < high) {
				const middle = (low + high) >> 1;
				if (after(spelling(sorted[middle] ?? 0))) high = middle;
				else low = middle + 1;
			}
			return low;
		};
		const from = first((term) => term >= prefix);
		return { from, to: first((term) => term >= prefix && !term.startsWith(prefix)) };
	};

	/** The best score of one typed word in each document. */
	const scoreWord = (typed: string, best: Uint8Array, used: Set<number>): number => {
		let found = 0;
		const mark = (term: number, score: number) => {
			used.add(term);
			for (const posting of postings[term] ?? []) {
				const document = posting >> 2;
				// Changed or removed since: its postings stay until the next squeeze.
				if ((slotByDocument[document] ?? -1) < 0) continue;
				const value = score + (WEIGHTS[posting & 3] ?? 0);
				const before = best[document] ?? 0;
				if (value > before) best[document] = value;
				if (before === 0) found++;
			}
		};
		const { from, to } = beginning(typed);
		for (let at = from; at < to; at++) {
			const term = sorted[at] ?? 0;
			mark(term, spelling(term).length === typed.length ? EXACT : PREFIX);
		}
		if (typed.length > 3) for (const term of forms.get(stemOf(typed)) ?? []) mark(term, FORM);
		if (found > 0 || typed.length < 4 || /\d/.test(typed)) return found;
		const slips = typed.length < 8 ? 1 : 2;
		const wanted = lettersOf(typed);
		for (let term = 0; term < terms.length; term++) {
			const word = spelling(term);
			if (word.length < typed.length - slips) continue;
			// A longer word has letters of its own; those of the typed one must nearly all be in it.
			if (bitsApart(wanted, wanted & (letters[term] ?? 0)) > slips) continue;
			if (beginsLike(typed, word, slips)) mark(term, SLIP);
		}
		return found;
	};

	return {
		put(slot, texts) {
			remove(slot);
			const document = slotByDocument.length;
			slotByDocument.push(slot);
			documentBySlot.set(slot, document);
			for (const [place, text] of texts.entries()) {
				if (!text) continue;
				const posting = (document << 2) | Math.min(place, 3);
				for (const word of wordsOf(text)) {
					const list = postings[termOf(word)];
					// The same word again in one folder: its weightiest text came first.
					if (list && (list.at(-1) ?? -4) >> 2 !== document) list.push(posting);
				}
			}
		},
		remove,
		size: () => documentBySlot.size,
		find(text) {
			const typed = [...new Set(wordsOf(text))];
			if (typed.length === 0) return undefined;
			sort();
			const documents = slotByDocument.length;
			const scores = new Uint16Array(documents);
			const best = new Uint8Array(documents);
			const used = new Set<number>();
			for (const [number, word] of typed.entries()) {
				best.fill(0);
				const found = scoreWord(word, best, used);
				if (found === 0)
					return { scores: new Uint16Array(0), slotOf: () => -1, documents: 0, matched: () => [] };
				for (let document = 0; document < documents; document++) {
					const score = best[document] ?? 0;
					const before = scores[document] ?? 0;
					scores[document] = score === 0 || (number > 0 && before === 0) ? 0 : before + score;
				}
			}
			const slots = slotByDocument;
			return {
				scores,
				documents,
				slotOf: (document) => slots[document] ?? -1,
				matched: (slotTexts) =>
					[...new Set(wordsOf(slotTexts))].filter((word) => used.has(ids.get(word) ?? -1)),
			};
		},
	};
}
