import { z } from 'zod';

/** The kind of folder that holds what an organisation keeps for itself beside its page. */
export const ownFolder = 'directory.own';

/** Most letters of a note. */
export const noteLength = 4000;
export const headingLength = 200;

/** A note for one's own people: where the key is, whom to call at night. */
export const OwnNote = z.strictObject({
	note: z.uuid(),
	heading: z.string().trim().min(1).max(headingLength),
	text: z.string().trim().max(noteLength),
	/** Taken away; what it said stays in the folder's history, sealed. */
	gone: z.boolean(),
});
export type OwnNote = z.infer<typeof OwnNote>;

/** What is written into the folder. The last word on a field or a note counts. */
export const ownEntries = {
	/** Fields of the page; `null`: no longer only ours. Each is read again in the shape of its field. */
	'own.fields': z.strictObject({ fields: z.record(z.string(), z.unknown()) }),
	'own.note': OwnNote,
} as const;
export type OwnEntryType = keyof typeof ownEntries;
