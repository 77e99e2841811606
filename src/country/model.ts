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

/** A town or settlement of the gazetteer. */
export interface Town {
	/** In the address of its page; it stays when the name changes. */
	readonly slug: string;
	readonly names: Bilingual;
	/** Short, former and other spellings by which people look for it. */
	readonly otherNames: readonly string[];
	readonly region: RegionCode;
	readonly latitude: number;
	readonly longitude: number;
	/** As last counted by whoever listed it; 0 when not known. */
	readonly population: number;
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

/** Standing before the courts and the prison gate; people without one have none of these. */
export type ProfessionalStatus = 'advocate' | 'lawyer' | 'public-defender';

/** Whom a need calls for first: somebody with a professional status, or with a role in the network. */
export type Calling = 'advocate' | 'lawyer' | 'monitor' | 'coordinator' | 'librarian' | 'editor' | 'duty';

/** A need as the person who writes would name it. */
export interface Need {
	readonly id: string;
	readonly label: Bilingual;
	readonly hint: Bilingual;
	/** Ids of rights offered to the staff first; the staff decide. */
	readonly rights: readonly string[];
	readonly callsFor: Calling;
	/** Whether hours may count, so that the telephone is offered before the form. */
	readonly pressing: boolean;
}

/** A sentence that was true in a given month and is shown with that month. */
export interface DatedAdvice {
	readonly id: string;
	readonly text: Bilingual;
	/** Year and month, `2026-11`. */
	readonly asOf: string;
}

/** What a person held, or someone close to them, can rely on within the first hours. */
export interface EmergencyFact extends DatedAdvice {
	readonly source: Bilingual;
}

/** What joining one's name to a body in a certain legal state may cost, for whoever is about to do so. */
export interface LegalWarning extends DatedAdvice {
	/** The state as the directory names it. */
	readonly id: string;
	readonly title: Bilingual;
	/** The laws that it goes by, as they are cited. */
	readonly source: Bilingual;
}

/** A paper to fill in: its blanks are in square brackets, `{organisation}` and `{town}` are filled in for the reader. */
export interface DocumentTemplate extends DatedAdvice {
	readonly title: Bilingual;
	/** When it is of use, and what to see to. */
	readonly when: Bilingual;
	/** The laws that it goes by, as they are cited. */
	readonly source: Bilingual;
	/** Only a person of that standing may sign it. */
	readonly onlyBy?: ProfessionalStatus;
}

/** A pack as `app` hands it to whoever needs one: commons and programmes never name a country. */
export interface CountryPack {
	/** ISO 3166-1. */
	readonly country: string;
	readonly names: Bilingual;
	readonly regions: readonly Region[];
	readonly federalDistricts: readonly FederalDistrict[];
	readonly findRegion: (code: string) => Region | undefined;
	readonly isRegionCode: (code: string) => code is RegionCode;
	/** Regions in the alphabet of a language. */
	readonly listRegions: (locale: Locale) => readonly Region[];
	readonly disputedTerritories: readonly DisputedTerritory[];
	readonly territoriesNote: Bilingual;
	readonly instruments: readonly Instrument[];
	readonly rights: readonly Right[];
	readonly findRight: (id: string) => Right | undefined;
	readonly findArticle: (
		reference: RightReference,
	) => { readonly instrument: Instrument; readonly article: InstrumentArticle } | undefined;
	/** In the order of the page. */
	readonly needs: readonly Need[];
	readonly findNeed: (id: string) => Need | undefined;
	readonly isNeedId: (id: string) => boolean;
	readonly mayVisitDetainee: (status: ProfessionalStatus | undefined) => boolean;
	readonly whoMayVisit: Bilingual;
	readonly comingSafely: readonly DatedAdvice[];
	readonly emergencyFacts: readonly EmergencyFact[];
	readonly whatToTell: Bilingual;
	/** The warning about a legal state, where the state endangers others. */
	readonly findLegalWarning: (state: string) => LegalWarning | undefined;
	/** Whether a lawyer has compared the warnings with the laws, and what to do about it. */
	readonly legalWarningsNote: Bilingual;
}
