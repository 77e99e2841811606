import { z } from 'zod';
import type { Refusal } from '#platform/result.ts';
import { CoverBody } from '../../../format/cover-body.ts';
import type { Plain } from '../../../format/cbor.ts';
import { Bytes } from '../../../format/frame.ts';
import { EntryHash, EntryId, FolderId, OrganisationId, VaultId } from '../../../format/model.ts';

/**
 * Something that waits to be sent. Entries were sealed when they were written; the summary of a cover is sealed
 * for the vault only when it is sent, for it must name the one it replaces. The whole lies sealed on the shelf.
 */
export const Item = z.object({
	id: z.uuid(),
	/** Its place in the order of sending. */
	number: z.number(),
	organisation: OrganisationId,
	folder: FolderId,
	/** The vault that owns the folder, and the one through which it is written. */
	vault: VaultId,
	through: z.object({ organisation: OrganisationId, vault: VaultId }),
	what: z.enum(['create', 'append', 'cover']),
	since: z.string(),
	kind: z.string().optional(),
	entries: z.array(Bytes),
	ids: z.array(EntryId),
	keys: z.array(Bytes),
	/** Of a new folder: its cover, sealed; its token and version once kept follow from the bytes. */
	sealedCover: Bytes.optional(),
	cover: CoverBody.optional(),
	heads: z.array(EntryHash),
	action: z.string(),
	more: z.custom<Readonly<Record<string, Plain>>>().optional(),
	refusal: z.custom<Refusal>().optional(),
});
export type Item = z.infer<typeof Item>;
