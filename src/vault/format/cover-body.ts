import { z } from 'zod';
import type { Plain } from './cbor.ts';

/**
 * What a cover says once it is open: the few things that lists and search need. Each programme adds flat
 * fields of its own (`defineCover`); an unknown field of a newer programme is kept, never dropped.
 */
const value = z.union([
	z.string().max(400),
	z.number(),
	z.boolean(),
	z.null(),
	z.array(z.string().max(200)).max(50),
]);
export type CoverValue = z.infer<typeof value>;

const base = {
	v: z.literal(1),
	/** The kind of folder: `intake.request`, … */
	kind: z.string().min(1).max(64),
	title: z.string().max(200),
	excerpt: z.string().max(400),
	/** Further words by which the folder is found: a call number, a name, the word agreed for the telephone. */
	find: z.array(z.string().max(200)).max(20).optional(),
};
export const CoverBody = z.object(base).catchall(value);
export type CoverBody = z.infer<typeof CoverBody>;

/** A programme's own cover: the base and its fields, still a `CoverBody`. */
export function defineCover<Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) {
	return z.object({ ...base, kind: z.literal(kind), ...fields }).catchall(value);
}

/** Reads the summary of an opened cover; `undefined` where it is none of ours. */
export function readCoverBody(summary: Plain): CoverBody | undefined {
	const read = CoverBody.safeParse(summary);
	return read.success ? read.data : undefined;
}

/**
 * A cover from what a sender left for lists. That is a programme's own summary, so this goes by its form alone:
 * bytes are free words (and are searched), numbers one is known by are found too, what stands one level deeper
 * is lifted, `firstWords` is the excerpt.
 */
export function coverFromFirst(kind: string, summary: Plain): CoverBody | undefined {
	if (typeof summary !== 'object' || summary === null || Array.isArray(summary)) return undefined;
	const fields: Record<string, CoverValue> = {};
	const find: string[] = [];
	const take = (name: string, given: unknown, deeper: boolean): void => {
		if (given instanceof Uint8Array) {
			const text = new TextDecoder().decode(given);
			fields[name] = text.slice(0, 400);
			if (name !== 'firstWords') find.push(text.slice(0, 200));
		} else if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
			if (deeper) for (const [inner, one] of Object.entries(given)) take(inner, one, false);
		} else {
			const read = value.safeParse(given);
			if (!read.success) return;
			fields[name] = read.data;
			if (typeof given === 'string' && /^[\d ]{4,20}$/.test(given)) find.push(given);
		}
	};
	for (const [name, given] of Object.entries(summary)) take(name, given, true);
	const { firstWords, ...others } = fields;
	const excerpt = typeof firstWords === 'string' ? firstWords : '';
	const read = CoverBody.safeParse({ title: '', excerpt, ...others, v: 1, kind, find });
	return read.success ? read.data : undefined;
}
