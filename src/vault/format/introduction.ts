import { z } from 'zod';
import { Bytes } from './frame.ts';
import {
	Instant,
	IntroductionHash,
	IntroductionId,
	OrganisationId,
	OrganisationIdentity,
	SealingKey,
} from './model.ts';

/** One of the two, with the key to which its copy is sealed. */
export const IntroductionParty = z.strictObject({
	organisation: OrganisationId,
	identity: OrganisationIdentity,
	key: SealingKey,
});
export type IntroductionParty = z.infer<typeof IntroductionParty>;

/** What is clear of a message: who writes to whom, and what it answers. Bound inside both seals, and signed. */
export const IntroductionHeader = z.strictObject({
	introduction: IntroductionId,
	from: IntroductionParty,
	to: IntroductionParty,
	/** The question that this is the answer to; none in a question. */
	answers: IntroductionHash.nullable(),
});
export type IntroductionHeader = z.infer<typeof IntroductionHeader>;

/** The same message twice: to the other, and to oneself, who else could not read what one wrote. */
export const IntroductionBoxes = z.strictObject({ to: Bytes, own: Bytes });

export const INTRODUCTION_TEXT = 4000;

/** What is sealed. Whether an answer accepts is sealed as well: the server learns that there is one. */
export const IntroductionBody = z.strictObject({
	text: z.string().max(INTRODUCTION_TEXT),
	answer: z.enum(['accepted', 'declined']).nullable(),
	/** Who wrote it in the organisation's name, as they are called there. */
	by: z.string().max(200),
	at: Instant,
});
export type IntroductionBody = z.infer<typeof IntroductionBody>;
