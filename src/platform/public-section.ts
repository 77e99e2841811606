import type { Locale } from './locale.ts';

/** A page that everybody may read and that is there: its address after the language, and what it is called. */
export interface PublicLink {
	readonly path: string;
	readonly text: string;
	/** Nobody's business but the reader's: a dialogue, a set of findings. Not in the map for search engines. */
	readonly quiet?: boolean;
}

/** What a programme offers to everybody, as the site map, the index and the figures of search name it. */
export interface PublicSection {
	/** The programme as search documents name it: `directory`. */
	readonly programme: string;
	readonly title: string;
	/** One sentence: what one finds there. */
	readonly about: string;
	readonly pages: readonly PublicLink[];
	/** What one of its findings is: "Organisation". */
	readonly finding?: string;
}

/** How a programme offers its section: `app` asks every programme, and shows what exists. */
export type PublicOffer = (locale: Locale) => PublicSection;
