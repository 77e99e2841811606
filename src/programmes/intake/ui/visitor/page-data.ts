import type { Locale } from '#platform/locale.ts';

/** A desk that takes requests, as the page names it. */
export interface DeskLine {
	readonly slug: string;
	readonly name: string;
	readonly town: string;
}

interface Choice {
	readonly value: string;
	readonly label: string;
	readonly hint?: string;
}

/** What both pages of the visitor's side are told. Nothing of it was typed by anybody. */
export interface VisitorPageData {
	readonly locale: Locale;
	readonly refusals: readonly { readonly field: string; readonly message: string }[];
	readonly safer: readonly { readonly text: string; readonly asOf: string }[];
	/** Of the network's key: what the page's script verifies everything against. */
	readonly fingerprint: string;
	/** The same in words, for people to compare with their poster. */
	readonly fingerprintWords: string;
	/** Of the network; empty where it has none. */
	readonly telephone: string;
	readonly limits: { readonly files: number; readonly mebibytes: number };
}

export interface WritePageData extends VisitorPageData {
	readonly kind: 'form' | 'sent' | 'kept' | 'waiting';
	/** Where the form is posted: the page's own address. */
	readonly action: string;
	readonly needs: readonly Choice[];
	readonly regions: readonly Choice[];
	readonly territories: string;
	readonly happening: {
		readonly tell: string;
		readonly facts: readonly { readonly text: string; readonly source: string; readonly asOf: string }[];
	};
	readonly desks: readonly DeskLine[];
	readonly office: DeskLine | null;
	/** The organisation of the poster that led here. */
	readonly poster: DeskLine | null;
	/** The organisation of the poster, where nobody is at its desk: another is offered. */
	readonly closed: DeskLine | null;
	/** Who will read, when that was asked. */
	readonly reader: DeskLine | null;
	readonly sentTo: DeskLine | null;
	readonly urgent: boolean;
	/** The sender agreed to the backup desk, and it was sealed to it too. */
	readonly backup: boolean;
	/** The backup of whichever desk the page speaks of. */
	readonly backupDesk: DeskLine | null;
}

export interface FollowPageData extends VisitorPageData {
	readonly kind: 'code' | 'dialogue' | 'destroy' | 'destroyed';
	readonly status: 'received' | 'reading' | 'answered' | 'closed' | 'not-ours';
	readonly desk: DeskLine | null;
	readonly notice: 'written' | 'cleared' | null;
	/** A text was being added when the code was refused: it comes back below the code. */
	readonly withText: boolean;
	/** Days between which what was written may be lost: the server was restored from a copy. */
	readonly setBack: { readonly backup: string; readonly restored: string } | null;
}

/** The sentence beside a field. */
export function errorOf(data: VisitorPageData, field: string): string | undefined {
	return data.refusals.find((refusal) => refusal.field === field)?.message;
}
