import type { AgreementState } from '../model/agreement.ts';
import type { KeptState, ListingAudience, ListingKind, Side } from '../model/listing.ts';

export interface ListingTable {
	organisation: string;
	id: string;
	side: Side;
	kind: ListingKind;
	region: string | null;
	town: string;
	from_on: string | null;
	until_on: string | null;
	expires_on: string;
	quantity: number | null;
	words: string;
	audience: ListingAudience;
	state: KeptState;
	placed_on: string;
	version: number;
}

export interface AgreementTable {
	organisation: string;
	listing: string;
	with_organisation: string;
	with_listing: string | null;
	state: AgreementState;
	changed_on: string;
	listing_version: number;
}

export interface ThemeTable {
	organisation: string;
	theme: string;
	audience: ListingAudience;
}

declare module '#platform/db/database.ts' {
	interface Database {
		directory_listing: ListingTable;
		directory_agreement: AgreementTable;
		directory_theme: ThemeTable;
	}
}
