import { z } from 'zod';

/** What organisations do together; each kind begins with tasks of its own. */
export const actionKinds = ['letter', 'monitoring', 'seminar', 'shipment', 'campaign'] as const;
export const ActionKind = z.enum(actionKinds);
export type ActionKind = z.infer<typeof ActionKind>;

/** The kind of folder that holds a joint action. */
export const actionFolder = 'joint.action';

export const lineLength = 200;
export const wordsLength = 10_000;

const line = z.string().min(1).max(lineLength);
const words = z.string().min(1).max(wordsLength);
const place = z.string().max(lineLength);
const day = z.iso.date();
const moment = z.iso.datetime();
const inBoth = z.strictObject({ ru: place, en: place });

/** What stands in the seal, by the type of entry. Whoever changes a thing writes it whole; the last word counts. */
export const entries = {
	'joint.plan': z.strictObject({
		kind: ActionKind,
		title: line,
		about: z.string().max(wordsLength),
		/** Of the organisation that began it: those who are asked may not know it yet. */
		by: inBoth,
	}),
	'joint.asked': z.strictObject({ organisation: z.uuid(), name: inBoth }),
	'joint.answer': z.strictObject({ answer: z.enum(['accepted', 'declined']) }),
	'joint.task': z.strictObject({
		task: z.uuid(),
		text: line,
		/** Which organisation does it; nobody yet. */
		who: z.uuid().nullable(),
		due: day.nullable(),
		done: z.boolean(),
	}),
	'joint.date': z.strictObject({
		date: z.uuid(),
		title: line,
		day,
		/** Instants; none where it takes the whole day. */
		from: moment.nullable(),
		until: moment.nullable(),
		place,
		off: z.boolean(),
	}),
	'joint.word': z.strictObject({ text: words }),
	'joint.decision': z.strictObject({ text: words }),
	'joint.result': z.strictObject({ text: words }),
} as const;
export type EntryType = keyof typeof entries;
export type EntryBody<T extends EntryType> = z.output<(typeof entries)[T]>;

export type Plan = EntryBody<'joint.plan'>;
export type Task = EntryBody<'joint.task'>;
export type ActionDate = EntryBody<'joint.date'>;

/** An organisation in a joint action. */
export interface Participant {
	readonly organisation: string;
	readonly name: { readonly ru: string; readonly en: string };
	readonly standing: 'began' | 'asked' | 'accepted' | 'declined';
}
