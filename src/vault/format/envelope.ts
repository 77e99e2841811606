import type { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import { concat } from './bytes.ts';
import { fromCbor, toCbor, type Plain } from './cbor.ts';

/** Every sealed or signed format begins with its kind and version; numbers are never reused. */
export const FORMATS = {
	entry: { kind: 0x01, version: 1 },
	cover: { kind: 0x02, version: 1 },
	keyBox: { kind: 0x03, version: 1 },
	grant: { kind: 0x04, version: 1 },
	ladder: { kind: 0x05, version: 1 },
	fileChunk: { kind: 0x06, version: 1 },
	masterKey: { kind: 0x07, version: 1 },
	personPairs: { kind: 0x08, version: 1 },
	organisationSecrets: { kind: 0x09, version: 1 },
	recoveryGrant: { kind: 0x0a, version: 1 },
	logRecord: { kind: 0x0b, version: 1 },
	checkpoint: { kind: 0x0c, version: 1 },
	destruction: { kind: 0x0d, version: 1 },
	document: { kind: 0x0e, version: 1 },
	firstCover: { kind: 0x0f, version: 1 },
	recoveryPeriod: { kind: 0x10, version: 1 },
	introduction: { kind: 0x12, version: 1 },
	wishes: { kind: 0x13, version: 1 },
} as const;
export type Format = keyof typeof FORMATS;

/** Bytes of one named format: the compiler keeps a sealed cover from being opened as an entry. */
export type Sealed<F extends Format> = Uint8Array & { readonly __sealed: F };
export type SealedEntry = Sealed<'entry'>;
export type SealedCover = Sealed<'cover'>;
export type SealedFirstCover = Sealed<'firstCover'>;
export type SealedKeyBox = Sealed<'keyBox'>;
export type SealedGrant = Sealed<'grant'>;
export type SealedLadder = Sealed<'ladder'>;
export type SealedChunk = Sealed<'fileChunk'>;
export type SealedMasterKey = Sealed<'masterKey'>;
export type SealedPairs = Sealed<'personPairs'>;
export type SealedOrganisationSecrets = Sealed<'organisationSecrets'>;
export type SealedRecoveryGrant = Sealed<'recoveryGrant'>;
export type LogRecord = Sealed<'logRecord'>;
export type Checkpoint = Sealed<'checkpoint'>;
export type Destruction = Sealed<'destruction'>;
export type SignedDocument = Sealed<'document'>;
export type RecoveryPeriod = Sealed<'recoveryPeriod'>;
export type SealedIntroduction = Sealed<'introduction'>;
export type SealedWishes = Sealed<'wishes'>;

/** Kind, version, then one CBOR value. */
export function packFormat<F extends Format>(format: F, content: Plain): Sealed<F> {
	const { kind, version } = FORMATS[format];
	return concat(Uint8Array.of(kind, version), toCbor(content)) as Sealed<F>;
}

/** Reads what `packFormat` wrote, checked against a schema; says which of kind, version or form is wrong. */
export function unpackFormat<S extends z.ZodType>(
	format: Format,
	bytes: Uint8Array,
	schema: S,
): Result<z.infer<S>> {
	const { kind, version } = FORMATS[format];
	if (bytes[0] !== kind) return refuse('sealed.other-kind');
	if (bytes[1] !== version) return refuse('sealed.version-unknown', { params: { version: bytes[1] ?? 0 } });
	const content = fromCbor(bytes.subarray(2));
	const read = content === undefined ? undefined : schema.safeParse(content);
	return read?.success ? ok(read.data) : refuse('sealed.malformed');
}
