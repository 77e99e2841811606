import { z } from 'zod';
import { PersonId, SealingKey, SigningKey } from '#vault/format/model.ts';
import { bytesField } from './bytes.ts';

/** Lower case, as the person will type it ever after: Latin or Cyrillic letters, digits, `.`, `-`, `_`. */
export const loginName = z
	.string()
	.transform((text) => text.normalize('NFKC').trim().toLowerCase())
	.pipe(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{1,63}$/u));
/** What somebody typed when signing in: never refused for its shape, for that would tell names apart. */
export const typedLoginName = z
	.string()
	.max(200)
	.transform((text) => text.normalize('NFKC').trim().toLowerCase());
export const displayName = z.string().trim().min(1).max(120);
export const localeField = z.enum(['ru', 'en']);

/** 32 random bytes in a link's fragment or a cookie. */
export const secretToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const opaqueMessage = z.string().regex(/^[A-Za-z0-9_-]{1,1000}$/);
/** Follows from the account secret; says "this device is known" and opens nothing. */
export const deviceTag = bytesField(32, 32);

/** What makes the passphrase work: set at the beginning, and again when it is changed or recovered. */
export const passphraseEnrolment = z.strictObject({
	registrationRecord: opaqueMessage,
	wrapped: bytesField(2000),
	deviceTag,
});

/** Everything a browser prepared for a new person. None of it opens anything without what the person keeps. */
export const newAccount = z.strictObject({
	person: PersonId,
	loginName,
	displayName,
	locale: localeField,
	signing: SigningKey,
	sealing: SealingKey,
	sealedPairs: bytesField(2000),
	passphrase: passphraseEnrolment,
});
export type NewAccount = z.output<typeof newAccount>;

export const deviceLabel = z.string().trim().max(80).default('');
