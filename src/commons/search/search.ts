import type { Reader } from '#platform/db/database.ts';
import type { Locale } from '#platform/locale.ts';
import {
	facets,
	type FacetCount,
	type Facet,
	type Finding,
	type Found,
	type Narrowing,
	type Understood,
} from './model.ts';
import { otherLayout } from './rules/layout.ts';
import { nearestWord, slipsForgiven } from './rules/nearest.ts';
import { askWord, makeIsHit, readQuestion, type AskedWord } from './rules/question.ts';
import { markHits, snippetOf } from './rules/snippet.ts';
import { wordsOf } from './rules/words.ts';
import { findDocuments, furthest, pageSize, type FoundPage, type FoundRow } from './store/find.ts';
import { listKnownWords, listLikeWords, listStems, listWordsBeginning } from './store/words.ts';

/** What is asked: the words as typed, the narrowing, the page from 1. */
export interface Asked {
	readonly term: string;
	readonly narrowing: Narrowing;
	readonly page: number;
	readonly locale: Locale;
}

/** What came of a question. */
export type Answer =
	| { readonly state: 'empty' | 'too-long' | 'no-words' }
	| { readonly state: 'answered'; readonly found: Found };

/**
 * Searches everything public. A question is taken as typed; if nothing has all its words, as typed with the keyboard
 * in the other language; then with its slips mended; then whatever has some of its words.
 */
export async function search(from: Reader, asked: Asked): Promise<Answer> {
	const question = readQuestion(asked.term);
	if (question.state !== 'asked') return question;
	const page = Math.min(Math.max(1, Math.trunc(asked.page) || 1), furthest);
	const find = (words: readonly AskedWord[], every: boolean) =>
		findDocuments(from, words, every, asked.narrowing, page);
	for await (const { words, understood } of readings(from, asked.term, question.words)) {
		const found = await find(words, understood.as !== 'some-words');
		if (found.total > 0)
			return { state: 'answered', found: await show(from, found, words, understood, page, asked) };
	}
	const none: FoundPage = { total: 0, rows: [], counts: [] };
	const understood: Understood = { as: 'typed' };
	return { state: 'answered', found: await show(from, none, question.words, understood, page, asked) };
}

interface Reading {
	readonly words: readonly AskedWord[];
	readonly understood: Understood;
}

/** The ways to understand a question, the likeliest first; each is worked out only if those before found nothing. */
async function* readings(from: Reader, term: string, words: readonly AskedWord[]): AsyncGenerator<Reading> {
	yield { words, understood: { as: 'typed' } };
	const swapped = otherLayout(term);
	const other = swapped === undefined ? undefined : readQuestion(swapped);
	if (other?.state === 'asked') {
		const meant = wordsOf(swapped ?? '').join(' ');
		yield { words: other.words, understood: { as: 'other-layout', term: meant } };
	}
	for (const tried of other?.state === 'asked' ? [words, other.words] : [words]) {
		const mended = await mend(from, tried);
		if (mended) {
			const meant = mended.map(({ word }) => word).join(' ');
			yield { words: mended, understood: { as: 'corrected', term: meant } };
		}
	}
	if (words.length > 1) yield { words, understood: { as: 'some-words' } };
}

/** The same words with the nearest known ones in place of those that nobody uses; undefined if nothing changed. */
async function mend(from: Reader, words: readonly AskedWord[]): Promise<AskedWord[] | undefined> {
	const known = await listKnownWords(
		from,
		words.map(({ word }) => word),
	);
	let changed = false;
	const mended: AskedWord[] = [];
	for (const asked of words) {
		const kept = known.has(asked.word) || asked.skeleton.length < 4;
		const near = kept ? undefined : await findNearest(from, asked);
		changed ||= near !== undefined;
		mended.push(near === undefined ? asked : askWord(near));
	}
	return changed ? mended : undefined;
}

async function findNearest(from: Reader, { word, skeleton }: AskedWord): Promise<string | undefined> {
	const near = nearestWord(word, await listWordsBeginning(from, skeleton));
	if (near !== undefined || slipsForgiven(skeleton.length) < 2) return near;
	return nearestWord(word, await listLikeWords(from, skeleton));
}

async function show(
	from: Reader,
	{ total, rows, counts }: FoundPage,
	words: readonly AskedWord[],
	understood: Understood,
	page: number,
	{ locale }: Asked,
): Promise<Found> {
	const said = new Set(words.flatMap(({ word, guess }) => (guess === '' ? [word] : [word, guess])));
	for (const { title_ru, title_en, text_ru, text_en } of rows) {
		for (const text of [title_ru, title_en, text_ru, text_en])
			for (const word of wordsOf(text)) said.add(word);
	}
	const stems = rows.length === 0 ? new Map<string, string>() : await listStems(from, [...said]);
	const isHit = makeIsHit(words, (word) => stems.get(word));
	return {
		total,
		page,
		pages: Math.min(furthest, Math.ceil(total / pageSize)),
		findings: rows.map((row) => showFinding(row, isHit, locale)),
		facets: Object.fromEntries(
			facets.map((facet) => [
				facet,
				counts.filter((one) => one.facet === facet).map(({ value, count }): FacetCount => ({ value, count })),
			]),
		) as Record<Facet, FacetCount[]>,
		understood,
	};
}

/** In the reader's language where it has one; the text in the other where only there is what was asked. */
function showFinding(row: FoundRow, isHit: (word: string) => boolean, locale: Locale): Finding {
	const other: Locale = locale === 'ru' ? 'en' : 'ru';
	const title = row[`title_${locale}`] || row[`title_${other}`];
	const own = row[`text_${locale}`];
	const hasHit = (text: string) => wordsOf(text).some(isHit);
	const elsewhere = own === '' || (!hasHit(own) && !hasHit(title) && hasHit(row[`text_${other}`]));
	const snippetLocale = elsewhere ? other : locale;
	return {
		programme: row.programme,
		path: row.path,
		title: markHits(title, isHit),
		snippet: snippetOf(row[`text_${snippetLocale}`], isHit),
		snippetLocale,
		region: row.region ?? undefined,
		updatedOn: row.updated_on,
	};
}
