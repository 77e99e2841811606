import type { Facet, Part } from '#commons/search/index.ts';
import type { LetterGroup } from '../rules.ts';

/** One finding as it stands on the page. */
export interface ShownFinding {
	readonly href: string;
	readonly title: readonly Part[];
	readonly snippet: readonly Part[];
	/** The language of the snippet. */
	readonly lang: string;
	/** What it is, and where. */
	readonly facts: readonly string[];
}

/** The values of one facet, as links that choose them or let them go. */
export interface FacetGroup {
	readonly facet: Facet;
	readonly values: readonly {
		readonly text: string;
		readonly count: number;
		readonly href: string;
		readonly chosen: boolean;
	}[];
}

/** The page of findings in each of its states. */
export type SearchPageData =
	| { readonly state: 'empty' | 'too-long' | 'no-words'; readonly term: string }
	| {
			readonly state: 'answered';
			readonly term: string;
			readonly total: number;
			readonly page: number;
			readonly pages: number;
			readonly meant:
				| { readonly as: 'other-layout' | 'corrected'; readonly term: string; readonly href: string }
				| undefined;
			readonly someWords: boolean;
			readonly findings: readonly ShownFinding[];
			readonly facets: readonly FacetGroup[];
			readonly chosen: readonly { readonly text: string; readonly href: string }[];
			readonly previous: string | undefined;
			readonly next: string | undefined;
	  };

/** The index: its letters, and those that are shown. */
export interface IndexPageData {
	readonly letters: readonly { readonly letter: string; readonly href: string; readonly current: boolean }[];
	readonly groups: readonly (LetterGroup & { readonly anchor: string })[];
}
