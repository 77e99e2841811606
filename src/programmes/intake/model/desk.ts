import { z } from 'zod';
import { fromBase64url } from '#vault/format/bytes.ts';
import { FolderId, OrganisationId, PersonId } from '#vault/format/model.ts';
import { FileReference } from '#vault/format/file.ts';
import { ClearFacts, limits } from '../model.ts';

/** How a request ended. A clear fact: it is counted. */
export const Outcome = z.enum(['advised', 'referred', 'resolved', 'unresolved', 'withdrawn']);
export type Outcome = z.infer<typeof Outcome>;
export const outcomes = Outcome.options;

/** A request, as every action of the staff names it: the organisation that owns the folder, and the folder. */
export const RequestRef = z.object({ organisation: OrganisationId, folder: FolderId });
export type RequestRef = z.infer<typeof RequestRef>;

const Hash = z.string().transform((text, context) => {
	const bytes = fromBase64url(text);
	if (bytes?.length === 32) return bytes;
	context.addIssue({ code: 'custom', message: 'hash.length' });
	return z.NEVER;
});

/** By what a sender comes back: hashes of two keys that their code gives. */
export const WayBack = z.strictObject({ locatorHash: Hash, authenticationHash: Hash });
export type WayBack = z.output<typeof WayBack>;

/** The clear facts of a request as a device last saw them; what the desk's lists compute is passed over. */
export const SeenFacts = ClearFacts.extend({
	status: z.enum(['received', 'reading', 'answered', 'closed', 'not-ours']),
	sealedBy: z.enum(['browser', 'server', 'staff']),
	arrivedOn: z.iso.date(),
	takenBy: PersonId.nullable(),
	takenAt: z.coerce.date().nullable(),
	desk: OrganisationId,
	alerted: z.boolean(),
	alertAfter: z.coerce.date().nullable(),
	backup: OrganisationId.nullable(),
	outcome: z.string().max(64).nullable(),
}).loose();
export type SeenFacts = z.output<typeof SeenFacts>;

/** Types of entries in the internal chain. */
export const internalTypes = { note: 'intake.note', event: 'intake.event' } as const;

/** `intake.note`: what colleagues tell each other; whoever is mentioned sees it marked. */
export const NoteBody = z.strictObject({
	text: z.string().min(1).max(limits.text),
	mentions: z.array(PersonId).max(50),
	files: z.array(FileReference).max(limits.files),
});
export type NoteBody = z.infer<typeof NoteBody>;

const Right = z.string().regex(/^[a-z][a-z-]{0,63}$/);

/** What staff marked: each field left out stays as it was. */
export const Marks = z.strictObject({
	...ClearFacts.partial().shape,
	/** The right concerned, from the country's crosswalk; sealed. */
	right: Right.nullable().optional(),
	/** The next day by which one must act; sealed. */
	nextDate: z.iso.date().nullable().optional(),
});
export type Marks = z.infer<typeof Marks>;

/** `intake.event`: what was done with the request, signed by whoever did it. These entries are the history. */
export const EventBody = z.discriminatedUnion('did', [
	/** Once a person a day: who has read it, and when. */
	z.strictObject({ did: z.literal('opened') }),
	/** `from`: another organisation's desk carried it until then. */
	z.strictObject({ did: z.literal('took'), from: OrganisationId.optional() }),
	z.strictObject({ did: z.literal('gave-back') }),
	/** The backup desk was asked again. */
	z.strictObject({ did: z.literal('reminded'), organisation: OrganisationId }),
	z.strictObject({ did: z.literal('assigned'), to: PersonId }),
	z.strictObject({ did: z.literal('marked'), marks: Marks }),
	z.strictObject({ did: z.literal('handed-over'), to: OrganisationId }),
	z.strictObject({ did: z.literal('closed'), outcome: Outcome, why: z.string().max(limits.text) }),
	z.strictObject({ did: z.literal('not-ours') }),
	z.strictObject({ did: z.literal('reopened'), why: z.string().max(limits.text) }),
	/** This request repeats the one named, or is repeated by it. Each sender's dialogue stays by itself. */
	z.strictObject({ did: z.literal('linked'), as: z.enum(['repeat', 'first']), with: RequestRef }),
	z.strictObject({ did: z.literal('unlinked'), with: RequestRef }),
	/** Entered by hand: how it came. */
	z.strictObject({ did: z.literal('entered'), channel: z.enum(['letter', 'visit', 'call']) }),
]);
export type EventBody = z.infer<typeof EventBody>;

/** The clear state of a request, as its desks may know it. */
export interface RequestFacts {
	readonly organisation: string;
	readonly folder: string;
	readonly vault: string;
	readonly need: string;
	readonly region: string | null;
	readonly urgent: boolean;
	readonly status: 'received' | 'reading' | 'answered' | 'closed' | 'not-ours';
	readonly sealedBy: 'browser' | 'server' | 'staff';
	readonly arrivedOn: string;
	/** The organisation whose desk carries it. */
	readonly desk: string;
	readonly takenBy: string | null;
	readonly takenAt: Date | null;
	/** When others are told that nobody has taken it; none once somebody has. */
	readonly alertAfter: Date | null;
	readonly alertedAt: Date | null;
	readonly backup: string | null;
	readonly outcome: string | null;
}
