export interface SearchDocumentTable {
	programme: string;
	id: string;
	path: string;
	title_ru: string;
	title_en: string;
	text_ru: string;
	text_en: string;
	region: string | null;
	themes: string[];
	year: number | null;
	updated_on: string;
	words: string[];
	vector: string;
	title_vector: string;
}

export interface SearchWordTable {
	word: string;
	skeleton: string;
}

declare module '#platform/db/database.ts' {
	interface Database {
		search_document: SearchDocumentTable;
		search_word: SearchWordTable;
	}
}
