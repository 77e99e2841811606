import { z } from 'zod';
import { Bytes } from '../../format/frame.ts';
import { FolderId } from '../../format/model.ts';

/** The restore that set a vault back, and its counter in the backup: what was counted later came after it. */
export interface Restored {
	readonly id: string;
	readonly change: number;
}

/** A signed order to destroy a folder, kept so that it can be applied again. */
export const KeptOrder = z.object({ folder: FolderId, kind: z.string(), order: Bytes });
export type KeptOrder = z.infer<typeof KeptOrder>;

/** What this device did for a vault after a restore, and what nobody's device has brought back so far. */
export const BroughtBack = z.object({
	restore: z.string(),
	/** Folders and entries that were lacking and are there again. */
	folders: z.number(),
	entries: z.number(),
	/** Folders destroyed again by the order that was kept. */
	destroyed: z.number(),
	/** Files that entries name and the server lost: devices keep none. */
	files: z.number(),
	/** Known here by their summary only. */
	lost: z.array(z.object({ folder: FolderId, title: z.string() })),
});
export type BroughtBack = z.infer<typeof BroughtBack>;
