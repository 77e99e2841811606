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
});
export type IntakeCover = z.infer<typeof IntakeCover>;
