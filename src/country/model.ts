import type { Locale } from '#platform/locale.ts';

/**
 * What a country pack says. The programmes know regions, rights, needs and safety advice only
 * through these shapes, so that another country is another folder beside `ru/`, not a change
 * to a programme. A pack is data: it has no state and asks nothing of a database or a clock.
 */

/** One text in each language; both are written, neither is a fallback for the other. */
export type Bilingual = Readonly<Record<Locale, string>>;

/** A code of ISO 3166-2, for example `RU-MOW`. */
export type RegionCode = `${Uppercase<string>}-${Uppercase<string>}`;

export type RegionKind =
	| 'autonomous-oblast'
	| 'autonomous-okrug'
	| 'federal-city'
	| 'krai'
	| 'oblast'
	| 'republic';

export interface FederalDistrict {
	readonly id: string;
	readonly names: Bilingual;
}

export interface Region {
	readonly code: RegionCode;
	readonly kind: RegionKind;
	readonly names: Bilingual;
	/** The name after "in": «в Тульской области», "in Tula Oblast". */
	readonly in: Bilingual;
	readonly federalDistrict: string;
	/** IANA time zone of the centre; regions with several say so in `note`. */
	readonly timeZone: string;
	readonly centre: Bilingual;
	/** What a person using the list should know: several time zones, a centre outside the region. */
	readonly note?: Bilingual;
}

/** A territory whose belonging is disputed, and how this pack treats it and why. */
export interface DisputedTerritory {
	readonly id: string;
	readonly names: Bilingual;
	/** Codes ISO 3166-2 gives it, whatever country they name. */
	readonly isoCodes: readonly RegionCode[];
	readonly listed: boolean;
	readonly treatment: Bilingual;
}

export type InstrumentId =
	| 'cis'
	| 'constitution'
	| 'echr'
	| 'echr-p1'
	| 'echr-p12'
	| 'echr-p13'
	| 'echr-p4'
	| 'echr-p6'
	| 'echr-p7'
	| 'helsinki'
	| 'iccpr'
	| 'icescr'
	| 'udhr';

/** An article as a reference: its number and a neutral label written by us, never its text. */
export interface InstrumentArticle {
	readonly number: string;
	readonly label: Bilingual;
	/** False where number and subject could not be confirmed from a text: a lawyer looks before citing it. */
	readonly checked: boolean;
}

export interface Instrument {
	readonly id: InstrumentId;
	readonly names: Bilingual;
	/** As lawyers cite it: «ВДПЧ», "UDHR". */
	readonly short: Bilingual;
	readonly adopted: string;
	/** What limits its use, for example that the country has left it. */
	readonly note?: Bilingual;
	readonly articles: readonly InstrumentArticle[];
}

export interface RightReference {
	readonly instrument: InstrumentId;
	readonly article: string;
}

export type RightGroup =
	| 'person'
	| 'justice'
	| 'private-life'
	| 'freedoms'
	| 'participation'
	| 'work-and-welfare'
	| 'groups'
	| 'foundations';

/** A right as the network counts it, and where each instrument speaks of it. */
export interface Right {
	readonly id: string;
	readonly group: RightGroup;
	readonly labels: Bilingual;
	readonly references: readonly RightReference[];
}
