import { z } from 'zod';
import { Bytes } from './frame.ts';
import { OrganisationId, OrganisationIdentity, SealingKey } from './model.ts';

/** As many as every organisation keeps on the server, wished or not: their number tells nothing. */
export const WISHES = 16;

/** Whom an organisation would like to meet, and on what matter: a theme's code. */
export const Wish = z.strictObject({ organisation: OrganisationId, theme: z.string().min(1).max(64) });
export type Wish = z.infer<typeof Wish>;

/** What is clear of a list: whose it is, and its number, so that an older one is told. */
export const WishesHeader = z.strictObject({ organisation: OrganisationId, number: z.int().min(1) });

/** A place in the list. From its seed comes what stands for it on the server while nobody is wished. */
export const WishSlot = z.strictObject({
	seed: Bytes.refine((seed) => seed.length === 32),
	wish: Wish.extend({
		/** As they were when it was wished, and stay: no later key that a server offers changes what stands there. */
		identity: OrganisationIdentity,
		meeting: SealingKey,
	}).nullable(),
});
export type WishSlot = z.infer<typeof WishSlot>;

/** What is sealed; filled up to one length. */
export const WishesBody = z.strictObject({ slots: z.array(WishSlot).length(WISHES), fill: Bytes });

/** What the server keeps for one place: a token that equals another's only where both wish the same, and its proof. */
export interface WishRow {
	readonly token: Uint8Array;
	/** Shown to the other when tokens are equal: that it was not the server who made them so. */
	readonly proof: Uint8Array;
}
