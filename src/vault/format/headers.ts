import { z } from 'zod';
import {
	ChainKeyId,
	ChainPlace,
	EntryHash,
	EntryId,
	Epoch,
	FolderId,
	Instant,
	LogHead,
	OrganisationId,
	PersonId,
	SealingKey,
	SigningKey,
	VaultId,
} from './model.ts';
import type { Plain } from './cbor.ts';

/** The clear headers of sealed things. All of a header is authenticated by what it heads. */

export const EntryHeader = ChainPlace.extend({
	id: EntryId,
	/** The vault epoch under which the chain key was made. */
	epoch: Epoch,
	key: ChainKeyId,
	/** Hashes of the entries that were newest for the author; sorted, none for the first entry of a chain. */
	heads: z.array(EntryHash).max(256),
});
export type EntryHeader = z.infer<typeof EntryHeader>;

/** Who wrote an entry; inside the seal. */
export const Author = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('member'), organisation: OrganisationId, person: PersonId }),
	z.strictObject({
		kind: z.literal('visitor'),
		signing: SigningKey,
		/** `server`: typed without script, so the live server saw it; staff are told. */
		sealedBy: z.enum(['browser', 'server']),
	}),
]);
export type Author = z.infer<typeof Author>;

/** The public keys that a follow-up code gives its holder. */
export const VisitorKeys = z.strictObject({ signing: SigningKey, sealing: SealingKey });
export type VisitorKeys = z.infer<typeof VisitorKeys>;

/** What an entry says, once open. `type` names the programme's own schema for `body`. */
export const EntryContent = z.strictObject({
	type: z
		.string()
		.regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/)
		.max(64),
	author: Author,
	at: Instant,
	body: z.custom<Plain>((value) => value !== undefined),
	/** How far the author's membership log had come; visitors have none. */
	log: LogHead.nullable(),
	/** In the first entry of a dialogue: the sender whose entries belong in it. */
	visitor: VisitorKeys.optional(),
});
export type EntryContent = z.infer<typeof EntryContent>;

export const KeyBoxRecipient = z.discriminatedUnion('kind', [
	/** Members: the epoch's symmetric subkey of the folder's own vault. */
	z.strictObject({ kind: z.literal('epoch'), epoch: Epoch }),
	/** From outside to a vault: the folder's own, a backup, a partner. */
	z.strictObject({
		kind: z.literal('vault'),
		organisation: OrganisationId,
		vault: VaultId,
		epoch: Epoch,
		key: SealingKey,
	}),
	z.strictObject({ kind: z.literal('visitor'), key: SealingKey }),
	z.strictObject({ kind: z.literal('person'), person: PersonId, key: SealingKey }),
]);
export type KeyBoxRecipient = z.infer<typeof KeyBoxRecipient>;

export const KeyBoxHeader = ChainPlace.extend({
	key: ChainKeyId,
	epoch: Epoch,
	to: KeyBoxRecipient,
	/** For visitors: the chain key before this one, knowledge of which is proved inside. */
	after: ChainKeyId.optional(),
	/** The member who signed the box; boxes under the epoch's subkey need none. */
	by: z.strictObject({ organisation: OrganisationId, person: PersonId, log: LogHead }).optional(),
});
export type KeyBoxHeader = z.infer<typeof KeyBoxHeader>;

/** A vault's key at one epoch, as written into the membership log. */
export const EpochPlace = z.strictObject({ organisation: OrganisationId, vault: VaultId, epoch: Epoch });
export type EpochPlace = z.infer<typeof EpochPlace>;

export const GrantHeader = EpochPlace.extend({
	/** The epoch's public key, which the membership log also names. */
	key: SealingKey,
	to: z.strictObject({ person: PersonId, key: SealingKey }),
	by: PersonId,
	log: LogHead,
});
export type GrantHeader = z.infer<typeof GrantHeader>;

export const RecoveryGrantHeader = EpochPlace.extend({ key: SealingKey, recovery: SealingKey });
export type RecoveryGrantHeader = z.infer<typeof RecoveryGrantHeader>;

export const CoverHeader = z.strictObject({
	organisation: OrganisationId,
	vault: VaultId,
	folder: FolderId,
	/** Counts from 1; the next cover names the token of the one it replaces. */
	version: z.int().min(1),
	replaces: z.string().nullable(),
	/** Sealed under the epoch's cover key, or for a restricted folder under its internal chain key. */
	under: z.discriminatedUnion('kind', [
		z.strictObject({ kind: z.literal('epoch'), epoch: Epoch }),
		z.strictObject({ kind: z.literal('chain'), key: ChainKeyId }),
	]),
});
export type CoverHeader = z.infer<typeof CoverHeader>;

export const FirstCoverHeader = z.strictObject({
	organisation: OrganisationId,
	vault: VaultId,
	folder: FolderId,
	epoch: Epoch,
	key: SealingKey,
});
export type FirstCoverHeader = z.infer<typeof FirstCoverHeader>;
