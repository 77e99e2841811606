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

/** Work that a coordinator can give to a member. Each programme offers its own; there is no list of all. */
export interface DeskRole {
	/** As the signed log and `access` rules name it. */
	readonly role: string;
	/** Purpose of the vault that whoever has the role must open; none where nothing sealed belongs to it. */
	readonly vault?: string;
	readonly text: () => string;
	readonly hint: () => string;
}
