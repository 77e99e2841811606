import { z } from 'zod';
import { Bytes } from './frame.ts';
import { OrganisationId, PersonId, SealingKey, SigningKey } from './model.ts';

/** Cost of the Argon2id that guards an off-line unlock; written beside what it guards, and checked. */
export const KdfCost = z.strictObject({
	passes: z.int().min(1).max(100),
	mebibytes: z.int().min(1).max(4096),
});
export type KdfCost = z.infer<typeof KdfCost>;

/** Less than this is refused: a server or thief that writes "1 MiB, one pass" gets no guess out of us. */
export const LEAST_OFFLINE_COST: KdfCost = { passes: 3, mebibytes: 64 };
/** More than this would only stall the browser. */
export const MOST_OFFLINE_COST: KdfCost = { passes: 20, mebibytes: 1024 };

/** How a wrapped master key is unwrapped. */
export const Wrapping = z.discriminatedUnion('kind', [
	/** HKDF(OPAQUE export key ∥ account secret). */
	z.strictObject({ kind: z.literal('login') }),
	/** The PRF of a passkey. */
	z.strictObject({ kind: z.literal('passkey'), credential: z.string().min(1).max(1400), salt: Bytes }),
	z.strictObject({ kind: z.literal('recovery-code') }),
	/** Argon2id over the generated passphrase, on a device that opted in. */
	z.strictObject({ kind: z.literal('offline'), salt: Bytes, cost: KdfCost }),
]);
export type Wrapping = z.infer<typeof Wrapping>;

export const MasterKeyHeader = z.strictObject({ person: PersonId, by: Wrapping });
export type MasterKeyHeader = z.infer<typeof MasterKeyHeader>;

export const PairsHeader = z.strictObject({ person: PersonId, signing: SigningKey, sealing: SealingKey });
export type PairsHeader = z.infer<typeof PairsHeader>;

export const OrganisationSecretsHeader = z.strictObject({
	organisation: OrganisationId,
	signing: SigningKey,
	recovery: SealingKey,
	to: z.strictObject({ person: PersonId, key: SealingKey }),
});
export type OrganisationSecretsHeader = z.infer<typeof OrganisationSecretsHeader>;
