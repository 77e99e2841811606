import type { LetterState, PartyState } from './model/letter.ts';

export interface LetterTable {
	organisation: string;
	id: string;
	version: number;
	title_ru: string;
	title_en: string;
	addressee_ru: string;
	addressee_en: string;
	text_ru: string;
	text_en: string;
	sign_until: string;
	state: LetterState;
	drafted_on: string;
	slug: string | null;
	published_on: string | null;
	network_version: number | null;
	publication: Uint8Array | null;
}

export interface LetterPartyTable {
	organisation: string;
	letter: string;
	party: string;
	state: PartyState;
	invited_on: string;
}

export interface LetterSignatureTable {
	organisation: string;
	letter: string;
	signer: string;
	version: number;
	document: Uint8Array;
	signed_on: string;
}

declare module '#platform/db/database.ts' {
	interface Database {
		open_letter: LetterTable;
		open_letter_party: LetterPartyTable;
		open_letter_signature: LetterSignatureTable;
	}
}
