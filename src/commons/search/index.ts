/** The server door of search: what programmes put in, what readers ask. */
import './tables.ts';

export {
	documentsTag,
	gatherWords,
	gatherWordsTask,
	putSearchDocument,
	putSearchDocuments,
	withdrawSearchDocument,
} from './documents.ts';
export { search, type Asked } from './search.ts';
export { listDocuments, listNewest } from './store/documents.ts';
export {
	facets,
	type Facet,
	type Finding,
	type Found,
	type Narrowing,
	type SearchDocument,
} from './model.ts';
export { inLatin } from './rules/letters.ts';
export type { Part } from './rules/snippet.ts';
