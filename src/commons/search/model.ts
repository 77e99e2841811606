import type { Locale } from '#platform/locale.ts';
import type { Part } from './rules/snippet.ts';

/** A text in both languages; where one is wanting, the other is shown. */
export type InBoth = Readonly<Record<Locale, string>>;

/** One public page as it can be found. Nothing is put in but what the public may read on that page. */
export interface SearchDocument {
	/** Which programme answers for it: `directory`. */
	readonly programme: string;
	/** The programme's own id of what the page shows. */
	readonly id: string;
	/** The address after the language: `/directory/memorial-perm`. */
	readonly path: string;
	readonly title: InBoth;
	readonly text: InBoth;
	/** ISO 3166-2, `RU-MOW`. */
	readonly region?: string;
	/** Codes of the network's tree of themes. */
	readonly themes: readonly string[];
	readonly year?: number;
	/** The day of the latest change, `2026-11-23`. */
	readonly updatedOn: string;
}

/** By what findings can be narrowed. */
export const facets = ['programme', 'region', 'theme', 'year'] as const;
export type Facet = (typeof facets)[number];

/** Which of each facet is asked for; absent: any. */
export type Narrowing = Partial<Readonly<Record<Facet, string>>>;

/** One value of a facet, and how many of what was found have it. */
export interface FacetCount {
	readonly value: string;
	readonly count: number;
}

/** One finding, in the language in which it is shown. */
export interface Finding {
	readonly programme: string;
	readonly path: string;
	readonly title: readonly Part[];
	readonly snippet: readonly Part[];
	/** The language of the snippet, which may be other than the reader's. */
	readonly snippetLocale: Locale;
	readonly region: string | undefined;
	readonly updatedOn: string;
}

/** How the question was understood, where it was not taken as typed. */
export type Understood =
	| { readonly as: 'typed' | 'some-words' }
	| { readonly as: 'other-layout' | 'corrected'; readonly term: string };

/** The answer to a question. */
export interface Found {
	readonly total: number;
	readonly page: number;
	readonly pages: number;
	readonly findings: readonly Finding[];
	readonly facets: Readonly<Record<Facet, readonly FacetCount[]>>;
	readonly understood: Understood;
}
