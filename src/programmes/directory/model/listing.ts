import { z } from 'zod';
import { regionCode } from '#commons/organisations/model.ts';

/** What organisations lack and lend. An advocate is a lawyer as well; a lawyer who is none is no advocate. */
export const listingKinds = [
	'advocate',
	'lawyer',
	'room',
	'translator',
	'printing',
	'transport',
	'trainer',
	'literature',
	'equipment',
	'money',
] as const;
export const ListingKind = z.enum(listingKinds);
export type ListingKind = z.infer<typeof ListingKind>;

export const Side = z.enum(['need', 'offer']);
export type Side = z.infer<typeof Side>;

/** Who reads it. What is for the organisation alone is no listing: nobody could answer it. */
export const listingAudiences = ['network', 'region', 'public'] as const;
export const ListingAudience = z.enum(listingAudiences);
export type ListingAudience = z.infer<typeof ListingAudience>;

/** As it is kept; `expired` is what an open one is called once its last day is over. */
export const keptStates = ['open', 'agreed', 'done', 'thanked', 'withdrawn'] as const;
export type KeptState = (typeof keptStates)[number];
export type ListingState = KeptState | 'expired';

/** Most letters of the words of a listing. */
export const listingWords = 1000;

const Day = z.iso.date();

/** Where it is needed or offered. */
export const Reach = z.discriminatedUnion('is', [
	z.strictObject({ is: z.literal('anywhere') }),
	z.strictObject({ is: z.literal('region'), region: regionCode }),
	z.strictObject({ is: z.literal('own-region') }),
	/** The organisation's own town. */
	z.strictObject({ is: z.literal('own-town') }),
]);
export type Reach = z.infer<typeof Reach>;

/** What is asked of whoever places a need or an offer. */
export const NewListing = z.strictObject({
	side: Side,
	kind: ListingKind,
	reach: Reach,
	from: Day.nullable(),
	until: Day.nullable(),
	quantity: z.int().min(1).max(1_000_000).nullable(),
	words: z.string().trim().min(1).max(listingWords),
	audience: ListingAudience,
});
export type NewListing = z.infer<typeof NewListing>;

/** What can be put otherwise; another thing, or the other side of it, is another listing. */
export const ChangedListing = NewListing.pick({
	from: true,
	until: true,
	quantity: true,
	words: true,
	audience: true,
});
export type ChangedListing = z.infer<typeof ChangedListing>;

/** A need or an offer, as the rules weigh it. */
export interface Listing {
	readonly organisation: string;
	readonly id: string;
	readonly side: Side;
	readonly kind: ListingKind;
	/** Null: anywhere. */
	readonly region: string | null;
	/** Of that region; empty: all of it. */
	readonly town: string;
	readonly from: string | null;
	readonly until: string | null;
	readonly expires: string;
	readonly quantity: number | null;
	readonly words: string;
	readonly audience: ListingAudience;
	readonly state: KeptState;
	readonly placed: string;
	/** How often it was put otherwise: who answers it answers this version. */
	readonly version: number;
}

/** Names one listing. */
export const ListingRef = z.strictObject({ organisation: z.uuid(), id: z.uuid() });
export type ListingRef = z.infer<typeof ListingRef>;
