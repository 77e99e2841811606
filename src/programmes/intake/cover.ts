import { z } from 'zod';
import { defineCover } from '#vault/format/cover-body.ts';

const when = z.iso.datetime();

/** What the queue and the search show of a request. Put call number and word into `find` as well. */
export const IntakeCover = defineCover('intake.request', {
	need: z.string().max(64),
	region: z.string().max(16).nullable(),
	urgent: z.boolean(),
	callNumber: z.string().max(16).nullable(),
	/** The word the sender chose, to be known by on the telephone. */
	word: z.string().max(64).nullable(),
	/** The next day by which one must act. */
	nextDate: z.iso.date().nullable(),
	language: z.string().max(16).nullable(),
	lastDialogueAt: when.nullable(),
	/** Newer than the last reply: somebody waits for us. What this reader has not seen is `FolderRow.unread`. */
	lastFromSenderAt: when.nullable(),
	lastReplyAt: when.nullable(),
	/** What members marked, once one has opened it: the right concerned, how it came, what repeats what. */
	right: z.string().max(64).nullish(),
	/** Who spoke last. Of a sender's words only the day is known, so times alone do not tell. */
	lastFrom: z.enum(['sender', 'desk']).nullish(),
	channel: z.string().max(16).nullish(),
	/** Colleagues mentioned in notes who have not written since. */
	mentions: z.array(z.string().max(64)).max(50).nullish(),
	repeats: z.number().nullish(),
	firstOf: z.string().max(64).nullish(),
});
export type IntakeCover = z.infer<typeof IntakeCover>;
