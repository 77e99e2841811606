import { z } from 'zod';
import { FileReference } from '#vault/format/file.ts';
import { CallNumber } from '#vault/format/call-number.ts';
import { EntryId, OrganisationId } from '#vault/format/model.ts';

/**
 * What a request says, once open. The sender and the staff write entries of these types into the
 * dialogue chain of a folder of kind `request`; everything here is sealed but what `ClearFacts` lists.
 *
 * Free words are UTF-8 bytes, not strings: without script they pass through the intake's child process,
 * and bytes can be zeroed where strings cannot. `readWords` reads them, `utf8` writes them.
 */
const words = (most: number, least = 0) =>
	z.instanceof(Uint8Array).refine((bytes) => bytes.length >= least && bytes.length <= most, 'words.length');

const decoder = new TextDecoder();

/** Free words as text: on the sender's and the staff's own devices. */
export function readWords(bytes: Uint8Array): string {
	return decoder.decode(bytes);
}

/** Bytes of UTF-8 at the most; a Russian letter is two. */
export const limits = {
	text: 64 * 1024,
	/** Optional answers of a line or two. */
	line: 1024,
	/** How much of the text the queue shows. */
	firstWords: 280,
	files: 10,
	/** Files of one post without script, together; with script each may have 100 MB. */
	postBytes: 25 * 1024 * 1024,
} as const;

/** The kind of folder that holds a request, as the vault's tables name it. */
export const requestFolder = 'request';

export const entryTypes = {
	request: 'intake.request',
	message: 'intake.message',
	cleared: 'intake.cleared',
	answer: 'intake.answer',
} as const;

const Day = z.iso.date();
const Need = z.string().regex(/^[a-z][a-z-]{0,63}$/);
const Region = z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/);
export const PageLanguage = z.enum(['ru', 'en']);

/** How a request came; everything but `web` is entered by staff. */
export const Channel = z.enum(['web', 'letter', 'visit', 'call']);
export type Channel = z.infer<typeof Channel>;

/** For whom one writes. */
export const Concerns = z.enum(['self', 'somebody-else', 'minor']);
export type Concerns = z.infer<typeof Concerns>;

/**
 * What the server may know of a request, each with its reason in docs/clear-facts.md. They stand inside
 * the seal as well, so that a server which alters them is found out by the first member who opens.
 */
export const ClearFacts = z.strictObject({
	need: Need,
	/** Not said: null. */
	region: Region.nullable(),
	urgent: z.boolean(),
});
export type ClearFacts = z.infer<typeof ClearFacts>;

const facts = {
	clear: ClearFacts,
	channel: Channel,
	/** The day it was written; never the hour. */
	day: Day,
	/** The language of the page that was read. */
	page: PageLanguage,
	callNumber: CallNumber,
	/** The sender's word for the telephone. */
	word: words(limits.line).optional(),
	/** The next date by which one must act. */
	actBy: Day.optional(),
	concerns: Concerns.optional(),
};

/** `intake.request`, the first entry of every dialogue. */
export const RequestBody = z.strictObject({
	...facts,
	text: words(limits.text, 1),
	files: z.array(FileReference).max(limits.files),
	/** The language one would rather be answered in. */
	language: words(limits.line).optional(),
	/** A safe way to be reached, and hours. */
	reach: words(limits.line).optional(),
	/** Who may answer: "a woman", "an advocate", "not so-and-so". */
	answerBy: words(limits.line).optional(),
	/** Organisations that must not see this; a hand-over to them is refused by the desk. */
	not: z.array(OrganisationId).max(16),
	/** Whether the sender consented to the backup desk. */
	backup: z.boolean(),
});
export type RequestBody = z.infer<typeof RequestBody>;

/** `intake.message`: what either side's sender adds later. */
export const MessageBody = z.strictObject({
	text: words(limits.text),
	files: z.array(FileReference).max(limits.files),
	day: Day,
});
export type MessageBody = z.infer<typeof MessageBody>;

/** `intake.cleared`: the sender has read these answers and wants them gone from what the code shows. */
export const ClearedBody = z.strictObject({ entries: z.array(EntryId).min(1).max(256), day: Day });
export type ClearedBody = z.infer<typeof ClearedBody>;

/** `intake.answer`: what the staff say to the sender. */
export const AnswerBody = z.strictObject({
	text: words(limits.text, 1),
	files: z.array(FileReference).max(limits.files),
	/** How the one who answers is called here, if they choose to say it. */
	signed: words(limits.line).optional(),
	/** "Not ours: try …": organisations, bodies, telephones, as one would say it. */
	tryInstead: words(limits.line * 4).optional(),
	day: Day,
});
export type AnswerBody = z.infer<typeof AnswerBody>;

/** The clear state of a request; `destroyed` ones have no row. */
export const Status = z.enum(['received', 'reading', 'answered', 'closed', 'not-ours']);
export type Status = z.infer<typeof Status>;
