import type { DeskLink } from '#ui/desk-page.ts';

/** Whoever is signed in, as the pages need it. */
export interface Reader {
	readonly person: string;
	readonly displayName: string;
	readonly organisations: readonly {
		readonly organisation: string;
		readonly name: { readonly ru: string; readonly en: string };
		readonly office: boolean;
		readonly coordinator: boolean;
		readonly programmes: readonly string[];
	}[];
}

/** A section of the desk, as a programme offers it. */
export interface DeskSection extends Omit<DeskLink, 'text' | 'current'> {
	readonly text: () => string;
}
