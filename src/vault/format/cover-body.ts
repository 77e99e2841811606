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
