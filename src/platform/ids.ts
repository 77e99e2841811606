import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/**
 * Identifiers are random (version 4), never time-ordered: an id must not tell when a person wrote.
 * Clients make the ids of what they create, so that a repeated request is recognised.
 */
const id = <K extends string>() => z.uuid().brand<K>();

export const personId = id<'PersonId'>();
export type PersonId = z.output<typeof personId>;
export const organisationId = id<'OrganisationId'>();
export type OrganisationId = z.output<typeof organisationId>;
export const sessionId = id<'SessionId'>();
export type SessionId = z.output<typeof sessionId>;

/** A fresh random id of the kind that the schema brands. */
export function newId<Schema extends z.ZodType<string>>(schema: Schema): z.output<Schema> {
	return schema.parse(randomUUID());
}
