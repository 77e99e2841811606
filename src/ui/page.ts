// What a public page is told about its surroundings. Words come from the caller, in the page's language.
import type { IconName } from './icons.ts';

/** A link in a masthead, a list of sections or a footer. */
export interface PageLink {
	href: string;
	text: string;
	icon?: IconName;
	/** This is the page (or the setting) one is looking at. */
	current?: boolean;
	/** The language of what it leads to, where that differs. */
	lang?: string;
}

/** A named group of links; the name is read aloud, not shown. */
export interface LinkGroup {
	label: string;
	links: PageLink[];
}

/** Who runs this site and how to reach them: on top of every public page. */
export interface Masthead {
	name: string;
	motto?: string;
	href: string;
	telephone?: { label: string; text: string; href: string; hours?: string };
	address: string;
}

/** The quick way out. `note` says plainly that it does not clear the history. */
export interface WayOut {
	text: string;
	href: string;
	note: string;
}
