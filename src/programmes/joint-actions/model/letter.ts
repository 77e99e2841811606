import { z } from 'zod';
import type { InBoth } from '#commons/organisations/model.ts';

export const titleLength = 200;
export const addresseeLength = 300;
export const textLength = 20_000;

/** As it is signed: one spelling of letters, lines ended one way, nothing around it. */
const written = (most: number) =>
	z
		.string()
		.transform((text) => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim())
		.pipe(
			z
				.string()
				.max(most)
				.refine((text) => text.isWellFormed()),
		);
const inBoth = (most: number) => z.strictObject({ ru: written(most), en: written(most) });

/** What an open letter says; a language in which it is not written is empty throughout. */
export const LetterContent = z.strictObject({
	title: inBoth(titleLength),
	addressee: inBoth(addresseeLength),
	text: inBoth(textLength),
});
export type LetterContent = z.output<typeof LetterContent>;

/** Names one letter. */
export const LetterRef = z.strictObject({ organisation: z.uuid(), id: z.uuid() });
export type LetterRef = z.infer<typeof LetterRef>;

export type LetterState = 'draft' | 'published';
export type PartyState = 'invited' | 'declined';

/** A letter as the rules weigh it. */
export interface Letter extends LetterRef {
	readonly version: number;
	readonly content: LetterContent;
	/** The last day of signing. */
	readonly signUntil: string;
	readonly state: LetterState;
	readonly drafted: string;
	readonly slug: string | null;
	readonly published: string | null;
	readonly networkVersion: number | null;
	/** The author's signed word that these were all the signatures. */
	readonly publication: Uint8Array | null;
}

/** An organisation that is asked to sign. */
export interface Party {
	readonly party: string;
	readonly state: PartyState;
	readonly invited: string;
}

/** One organisation's signature, as its browser made it. */
export interface Signature {
	readonly signer: string;
	readonly version: number;
	readonly document: Uint8Array;
	readonly signed: string;
}

/** The languages in which a letter is written. */
export function languagesOf({ text }: LetterContent): ('ru' | 'en')[] {
	return (['ru', 'en'] as const).filter((locale) => text[locale] !== '');
}

/** A text in the reader's language, else in the one in which it is written. */
export function inLanguage(text: InBoth, locale: 'ru' | 'en'): string {
	return text[locale] || text.ru || text.en;
}
