import { z } from 'zod';

/**
 * Rule of spelling: ids, hashes and public keys are branded texts (they are compared, listed and stored);
 * secrets and sealed things are bytes (they are zeroed and shipped).
 */
const randomId = z
	.string()
	.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'id.not-random');
const thirtyTwoBytes = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
const sixteenBytes = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);

export const PersonId = randomId.brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;
export const OrganisationId = randomId.brand<'OrganisationId'>();
export type OrganisationId = z.infer<typeof OrganisationId>;
export const NetworkId = randomId.brand<'NetworkId'>();
export type NetworkId = z.infer<typeof NetworkId>;
export const VaultId = randomId.brand<'VaultId'>();
export type VaultId = z.infer<typeof VaultId>;
export const FolderId = randomId.brand<'FolderId'>();
export type FolderId = z.infer<typeof FolderId>;
export const EntryId = randomId.brand<'EntryId'>();
export type EntryId = z.infer<typeof EntryId>;
export const FileId = randomId.brand<'FileId'>();
export type FileId = z.infer<typeof FileId>;
export const LetterId = randomId.brand<'LetterId'>();
export type LetterId = z.infer<typeof LetterId>;
export const IntroductionId = randomId.brand<'IntroductionId'>();
export type IntroductionId = z.infer<typeof IntroductionId>;
export const InvitationId = randomId.brand<'InvitationId'>();
export type InvitationId = z.infer<typeof InvitationId>;

/** X25519 public key: something can be sealed to it. */
export const SealingKey = thirtyTwoBytes.brand<'SealingKey'>();
export type SealingKey = z.infer<typeof SealingKey>;
/** Ed25519 public key: signatures are verified with it. */
export const SigningKey = thirtyTwoBytes.brand<'SigningKey'>();
export type SigningKey = z.infer<typeof SigningKey>;
/** Names a chain key and commits to it: nobody can pass another key under the same id. */
export const ChainKeyId = sixteenBytes.brand<'ChainKeyId'>();
export type ChainKeyId = z.infer<typeof ChainKeyId>;

/** Hash of a sealed entry: what heads are. */
export const EntryHash = thirtyTwoBytes.brand<'EntryHash'>();
export type EntryHash = z.infer<typeof EntryHash>;
/** Hash of one record of a membership log. */
export const LogHash = thirtyTwoBytes.brand<'LogHash'>();
export type LogHash = z.infer<typeof LogHash>;
/** Hash of a log's genesis: what an organisation is, whatever a server says. */
export const OrganisationIdentity = thirtyTwoBytes.brand<'OrganisationIdentity'>();
export type OrganisationIdentity = z.infer<typeof OrganisationIdentity>;
export const CoverToken = thirtyTwoBytes.brand<'CoverToken'>();
export type CoverToken = z.infer<typeof CoverToken>;
export const CheckpointHash = thirtyTwoBytes.brand<'CheckpointHash'>();
export type CheckpointHash = z.infer<typeof CheckpointHash>;
export const DocumentHash = thirtyTwoBytes.brand<'DocumentHash'>();
export type DocumentHash = z.infer<typeof DocumentHash>;
/** Names one sealed message of an introduction: an answer says which question it answers. */
export const IntroductionHash = thirtyTwoBytes.brand<'IntroductionHash'>();
export type IntroductionHash = z.infer<typeof IntroductionHash>;
/** Where a request is found by its follow-up code; only its hash is stored. */
export const LocatorHash = thirtyTwoBytes.brand<'LocatorHash'>();
export type LocatorHash = z.infer<typeof LocatorHash>;
/** Fingerprint of a public key; published for networks, compared in words for people. */
export const Fingerprint = thirtyTwoBytes.brand<'Fingerprint'>();
export type Fingerprint = z.infer<typeof Fingerprint>;

export const Epoch = z.int().min(1).max(0xff_ff_ff_ff);
/** Instants inside seals: UTC, to the second or finer. */
export const Instant = z.iso.datetime();

/** How far a membership log had come; every sealed thing says which it saw, so that forks show. */
export const LogHead = z.strictObject({ index: z.int().min(0), hash: LogHash });
export type LogHead = z.infer<typeof LogHead>;

/**
 * A folder has two chains, each with keys of its own: the sender sees and extends `dialogue`,
 * and never learns whether there is an `internal` one.
 */
export const Chain = z.enum(['dialogue', 'internal']);
export type Chain = z.infer<typeof Chain>;

/** The public halves of a person's pairs. */
export const PersonPublic = z.strictObject({ person: PersonId, signing: SigningKey, sealing: SealingKey });
export type PersonPublic = z.infer<typeof PersonPublic>;

/** Where a chain lives. */
export const ChainPlace = z.strictObject({
	organisation: OrganisationId,
	vault: VaultId,
	folder: FolderId,
	chain: Chain,
});
export type ChainPlace = z.infer<typeof ChainPlace>;

/** An Ed25519 pair. */
export interface SigningPair {
	readonly public: SigningKey;
	readonly secret: Uint8Array;
}
/** An X25519 pair. */
export interface SealingPair {
	readonly public: SealingKey;
	readonly secret: Uint8Array;
}
