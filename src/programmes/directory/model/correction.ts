import { z } from 'zod';

/** Fields of which a reader may say what is right. */
export const correctable = [
	'name',
	'town',
	'telephone',
	'address',
	'site',
	'about',
	'people',
	'services',
	'closed',
	'other',
] as const;
export type Correctable = (typeof correctable)[number];

/** Those that are changed by taking the proposal; of the others its organisation says anew what holds, in its form. */
export const directly = [
	'name',
	'town',
	'telephone',
	'address',
	'site',
	'about',
] as const satisfies readonly Correctable[];
export type Direct = (typeof directly)[number];
export const isDirect = (field: Correctable): field is Direct =>
	(directly as readonly string[]).includes(field);

/** The most letters that what is right may have. */
export const mostLetters = { text: 1000, source: 300 } as const;

/** What a reader says: what is right, and where one can see it. */
export const correction = z.strictObject({
	field: z.enum(correctable),
	text: z.string().trim().min(1).max(mostLetters.text),
	source: z.string().trim().max(mostLetters.source),
});

/** So many may wait for one organisation: whoever floods it drives nobody else out for long. */
export const mostWaiting = 40;
/** A proposal that nobody decides on is forgotten. */
export const forgottenAfterDays = 180;

/** What changed in an entry by another way than its own form. */
export const changeKinds = ['corrected', 'claimed', 'merged'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export interface Change {
	readonly kind: ChangeKind;
	/** The field that was corrected; the address of the entry that was merged. */
	readonly about: string;
	readonly changedOn: string;
}
