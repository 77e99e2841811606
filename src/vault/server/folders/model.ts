import { z } from 'zod';
import { fromBase64url } from '../../format/bytes.ts';
import { FORMATS, type Format, type Sealed } from '../../format/envelope.ts';
import { Chain, type EntryId, FileId, FolderId, OrganisationId, VaultId } from '../../format/model.ts';

/** Longest sealed entry: a long letter, with the references to its files. */
const MOST_ENTRY = 512 * 1024;
const MOST_COVER = 16 * 1024;
const MOST_BOX = 4096;

/** Sealed bytes of one of these formats, as base64url in JSON. */
function sealed<F extends Format>(most: number, ...formats: readonly F[]) {
	return z
		.string()
		.max(Math.ceil((most * 4) / 3))
		.transform((text, context) => {
			const bytes = fromBase64url(text);
			if (formats.some((format) => bytes?.[0] === FORMATS[format].kind)) return bytes as Sealed<F>;
			context.addIssue({ code: 'custom', message: 'sealed.malformed' });
			return z.NEVER;
		});
}

const organisation = OrganisationId;
const Entries = z.array(sealed(MOST_ENTRY, 'entry')).max(64);
const Keys = z.array(sealed(MOST_BOX, 'keyBox')).max(16);
const Cover = sealed(MOST_COVER, 'cover');

/** Programmes extend these for actions of their own that also keep sealed things. */
export const CreateFolder = z.object({
	organisation,
	vault: VaultId,
	folder: FolderId,
	kind: z
		.string()
		.regex(/^[a-z][a-z0-9.-]*$/)
		.max(64),
	entries: Entries,
	keys: Keys.min(1),
	cover: Cover.optional(),
});
export const AppendEntries = z.object({
	organisation,
	folder: FolderId,
	entries: Entries.min(1),
	keys: Keys.default([]),
	/** News to nobody: that somebody opened the folder. Nothing becomes unread by it. */
	quiet: z.boolean().default(false),
});
export const ReplaceCover = z.strictObject({
	organisation,
	folder: FolderId,
	/** The vault through which the writer holds the folder: its own, or the one it was shared with. */
	through: z.strictObject({ organisation, vault: VaultId }),
	cover: Cover,
});
export const AddChainKeys = z.strictObject({
	organisation,
	vault: VaultId,
	keys: z.array(sealed(MOST_BOX, 'keyBox')).min(1).max(500),
});
export const ListChanges = z.strictObject({
	organisation,
	vault: VaultId,
	/** Later than this, oldest first; or up to `before`, newest first (the first visit). */
	after: z.int().min(0).optional(),
	before: z.int().min(0).optional(),
	limit: z.int().min(1).max(2000).default(500),
});
export const ReadFolder = z.strictObject({
	organisation,
	folder: FolderId,
	/** Only entries that came later than this. */
	after: z.int().min(0).default(0),
	/** The same of the reader's own part of a folder that was shared with them. */
	partAfter: z.int().min(0).default(0),
});
export const ShareFolder = z.object({
	organisation,
	folder: FolderId,
	with: z.strictObject({ organisation, vault: VaultId }),
	keys: Keys.min(1),
	cover: sealed(MOST_COVER, 'firstCover').optional(),
});
export const DestroyFolder = z.object({
	organisation,
	folder: FolderId,
	order: sealed(MOST_BOX, 'destruction'),
});
const restore = z.uuid();
/** A folder that came after the backup, or what came in it: as much at a time as a new one may hold. */
export const BringBackFolder = CreateFolder.extend({
	keys: Keys,
	restore,
	/** The vault's counter when the device last saw the folder, as it was counted before the restore. */
	seen: z.int().min(0),
});
export const BringBackDestruction = DestroyFolder.extend({
	vault: VaultId,
	kind: CreateFolder.shape.kind,
	restore,
});
export const StartFile = z.strictObject({
	organisation,
	folder: FolderId,
	chain: Chain,
	file: FileId,
	chunks: z.int().min(1).max(401),
});
export const FindFile = z.strictObject({ organisation, file: FileId });

/** The signed things of an entry that came in, read from its clear header. */
export interface ReadEntryRow {
	readonly id: EntryId;
	readonly chain: Chain;
	readonly hash: Uint8Array;
	readonly bytes: Uint8Array;
}

/** One folder in a page of changes. */
export interface ChangedFolder {
	readonly organisation: string;
	readonly folder: string;
	/** The vault that owns it. */
	readonly vault: string;
	readonly kind: string;
	/** Counter of the vault that was asked about. */
	readonly change: number;
	readonly cover?: string;
	/** The counter at the latest entry. */
	readonly entries?: number;
	readonly stale?: true;
	readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
	readonly shared?: true;
	/** `destroyed`: with the signed order; `closed`: no longer shared with the asker. */
	readonly gone?: 'destroyed' | 'closed';
	readonly order?: string;
}
export interface ChangesAnswer {
	/** The vault's counter as this page was read. */
	readonly change: number;
	readonly folders: readonly ChangedFolder[];
	readonly more: boolean;
	/** The restore that set the vault back, and its counter in the backup. */
	readonly restored?: { readonly id: string; readonly change: number };
}
export interface FolderAnswer {
	readonly vault: string;
	readonly change: number;
	readonly gone?: 'destroyed';
	readonly order?: string;
	readonly entries: readonly { readonly bytes: string; readonly change: number }[];
	readonly keys: readonly string[];
	/** How many entries there are in all, so that a reader who holds some sees that all are there. */
	readonly count: number;
	/** What the reader's organisation keeps for itself of a folder of another's. */
	readonly part?: PartAnswer;
	/** What a device keeps so that it can bring the folder back after a restore: by which action, with what. */
	readonly beside?: { readonly by: string; readonly more: Readonly<Record<string, string>> };
}
export interface PartAnswer {
	readonly organisation: string;
	readonly vault: string;
	readonly change: number;
	readonly entries: readonly { readonly bytes: string; readonly change: number }[];
	readonly keys: readonly string[];
	readonly count: number;
}
export interface FileAnswer {
	readonly chunks: number;
	/** The chunks that are here already. */
	readonly have: readonly number[];
	readonly complete: boolean;
}
