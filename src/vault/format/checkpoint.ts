import { z } from 'zod';
import {
	Chain,
	CheckpointHash,
	EntryHash,
	FolderId,
	Instant,
	LogHead,
	OrganisationId,
	PersonId,
	SigningKey,
	VaultId,
} from './model.ts';

/** The newest entries of one chain of one folder. */
export const FolderHeads = z.strictObject({
	folder: FolderId,
	chain: Chain,
	heads: z.array(EntryHash).min(1).max(256),
});
export type FolderHeads = z.infer<typeof FolderHeads>;

/** What a member signs of a vault: what changed since the checkpoint before, and a digest over everything. */
export const CheckpointBody = z.strictObject({
	organisation: OrganisationId,
	vault: VaultId,
	previous: CheckpointHash.nullable(),
	at: Instant,
	by: PersonId,
	log: LogHead,
	changed: z.array(FolderHeads).max(200_000),
	/** Folders destroyed since, each with a signed destruction that the client has verified. */
	destroyed: z.array(FolderId).max(200_000),
	count: z.int().min(0),
	digest: z.string(),
});
export type CheckpointBody = z.infer<typeof CheckpointBody>;

/** An order to destroy a folder, by its sender or by a member. */
export const DestructionBody = z.strictObject({
	organisation: OrganisationId,
	vault: VaultId,
	folder: FolderId,
	at: Instant,
	by: z.discriminatedUnion('kind', [
		/** The key that the folder's id commits to: whoever never opened the folder can check it all the same. */
		z.strictObject({ kind: z.literal('visitor'), signing: SigningKey }),
		z.strictObject({ kind: z.literal('member'), person: PersonId, log: LogHead }),
	]),
});
export type DestructionBody = z.infer<typeof DestructionBody>;
