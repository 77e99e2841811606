import type { Refusal, Result } from '#platform/result.ts';
import type { CoverBody } from '../../format/cover-body.ts';
import type { Plain } from '../../format/cbor.ts';
import type { FileReference } from '../../format/file.ts';
import type { BroughtBack } from './brought-back.ts';
import type { Author, VisitorKeys } from '../../format/headers.ts';
import type { Chain, EntryHash, EntryId, FolderId, OrganisationId, VaultId } from '../../format/model.ts';

/**
 * What a desk page can ask of the folders, through the keeper. Everything is plain data, for it crosses a
 * port; `show` is called at once with what is held on this device and again at each change. Nothing here
 * waits for the line: what is written is sealed, kept, and sent when it can be.
 */
export interface FolderDesk {
	/** The rows of a vault (or of all that are held). Only the visible window crosses the port. */
	list(query: ListQuery, show: (view: ListView) => void): Live<ListQuery>;
	/** A folder with its entries opened and verified, in the order all readers see. */
	open(folder: FolderRef, show: (view: FolderView) => void): Live;
	/** Covers and the folders held on this device, as one types. */
	search(text: string, options?: SearchOptions): Promise<SearchHits>;

	/** Makes a folder; resolves when it is sealed and kept in the outbox. */
	create(folder: NewFolder): Promise<Result<Queued & FolderRef>>;
	append(folder: FolderRef, chain: Chain, entry: NewEntry): Promise<Result<Queued & { entry: EntryId }>>;
	/** Writes the summary anew; `heads` are those of the view it was made from. Retried by itself if another wrote. */
	updateCover(folder: FolderRef, cover: CoverBody, heads: readonly EntryHash[]): Promise<Result<Queued>>;
	/** This reader has seen the folder as it stands; kept on this device, sealed. */
	markSeen(folder: FolderRef, seen?: boolean): Promise<void>;
	/** Hands the folder's chains to a vault of another organisation. Needs the line. */
	share(folder: FolderRef, to: ShareTarget, by?: KeptBy): Promise<Result<void>>;
	/**
	 * What somebody is writing, by a name of the page's own (a request and the field): kept on this device,
	 * sealed, so that a lock, a reload or a crash loses nothing. `null` forgets it. Never waits for the line.
	 */
	keepDraft(name: string, draft: Plain | null): Promise<Result<void>>;
	readDraft(name: string): Promise<Result<Plain | null>>;
	/** Gone for everybody, from the server at once, from other devices at their next contact. Needs the line. */
	destroy(folder: FolderRef, by?: KeptBy): Promise<Result<void>>;

	/**
	 * Seals and sends a file in pieces, waiting out a line that is down; the page then appends the entry that
	 * names it. The folder must have been sent.
	 */
	attach(
		folder: FolderRef,
		chain: Chain,
		file: Blob,
		more: { readonly name: string; readonly mediaType: string; readonly signal?: AbortSignal },
		progress?: (done: Progress) => void,
	): Promise<Result<FileReference>>;
	/** Opens a file that an entry of the folder names; pieces as they come, in order, stored nowhere. */
	openFile(
		folder: FolderRef,
		file: FileReference,
		piece: (bytes: Uint8Array<ArrayBuffer>, done: Progress) => void,
		signal?: AbortSignal,
	): Promise<Result<void>>;

	/** What waits to be sent, and what was refused. */
	outbox(show: (view: OutboxView) => void): Live;
	/** The unsent work, sealed, as one file to keep elsewhere. */
	saveUnsent(): Promise<Uint8Array<ArrayBuffer>>;
	/** Puts a saved file back into the outbox; what was sent meanwhile is not sent twice. */
	restoreUnsent(saved: Uint8Array): Promise<Result<{ readonly restored: number }>>;
	/** Drops an item that was refused, after the reader has seen why. */
	dismiss(item: string): Promise<void>;

	/** How far the device is with each vault, and what the server did wrong. */
	standing(show: (view: Standing) => void): Live;
}

/** A running subscription; `change` moves the window or the filter without starting anew. */
export interface Live<Query = never> {
	change(query: Query): void;
	stop(): void;
}

export interface VaultRef {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
}
/** The organisation that owns the folder (a shared one keeps its owner), and the folder. */
export interface FolderRef {
	readonly organisation: OrganisationId;
	readonly folder: FolderId;
}

export type Fact = string | number | boolean | null;
/** A clear fact of the programme's table (`facts.status`), a field of the cover (`cover.need`), or of the row. */
export type Field =
	| `facts.${string}`
	| `cover.${string}`
	| 'kind'
	| 'unread'
	| 'stale'
	| 'shared'
	| 'pending'
	| 'change';
export type Condition =
	| { readonly field: Field; readonly is: Fact }
	| { readonly field: Field; readonly isNot: Fact }
	| { readonly field: Field; readonly in: readonly Fact[] }
	| { readonly field: Field; readonly from?: string | number; readonly to?: string | number };

export interface ListQuery {
	/** Left out: every vault this person holds. */
	readonly vault?: VaultRef;
	/** All must hold. */
	readonly filter?: readonly Condition[];
	/** First by the first; ties, and rows without the field, last and by id. */
	readonly sort?: readonly { readonly field: Field; readonly descending?: boolean }[];
	readonly window: { readonly start: number; readonly count: number };
	/** Fields for which the number of rows by value is wanted, over the whole filtered list. */
	readonly count?: readonly Field[];
}

export interface ListView {
	readonly rows: readonly FolderRow[];
	readonly start: number;
	/** Rows that meet the filter, in the window or not. */
	readonly total: number;
	readonly counts: Readonly<Record<string, readonly { readonly value: Fact; readonly rows: number }[]>>;
	/** False while older covers are still coming; what is here can be used. */
	readonly complete: boolean;
}

export interface FolderRow extends FolderRef {
	/** The vault through which this person holds the folder. */
	readonly through: VaultRef;
	readonly kind: string;
	/** The holding vault's counter at the latest change: larger is newer. */
	readonly change: number;
	/** Null until somebody who can has written one, or where it cannot be opened (`problem` says why). */
	readonly cover: CoverBody | null;
	/** What the programme's own table says in clear. */
	readonly facts: Readonly<Record<string, Fact>>;
	/** Entries have come since the cover was written. */
	readonly stale: boolean;
	readonly unread: boolean;
	/** It belongs to another organisation and was shared with ours. */
	readonly shared: boolean;
	/** Something of it waits in the outbox. */
	readonly pending: boolean;
	readonly problem?: Refusal;
}

export interface FolderView {
	readonly row: FolderRow | null;
	readonly dialogue: readonly EntryView[];
	/** Our own organisation's; of a folder that was shared with us, what ours keeps of it for itself. */
	readonly internal: readonly EntryView[];
	/** The owner's internal chain, where it was expressly shared with us: to read, not to write. */
	readonly theirs: readonly EntryView[];
	/** What to name in `updateCover`. */
	readonly heads: readonly EntryHash[];
	/** The sender's public keys, if somebody outside started the dialogue. */
	readonly visitor: VisitorKeys | null;
	/** Dropped, replayed, altered, unsigned, still on the way: each a sentence (`error_…`). */
	readonly warnings: readonly Warning[];
	/** Whether this is what the server has now, what the device holds, or still being fetched. */
	readonly freshness: 'current' | 'held' | 'fetching';
	/** Set when the folder cannot be shown at all: destroyed, not ours, not on this device. */
	readonly closed?: Refusal;
}
export interface Warning extends Refusal {
	readonly chain?: Chain;
	readonly entry?: EntryId;
}

export interface EntryView {
	readonly id: EntryId;
	/** None while it waits in the outbox unsealed by order: heads are fixed when it is sealed. */
	readonly hash: EntryHash;
	readonly type: string;
	readonly body: Plain;
	readonly author: Author;
	readonly at: string;
	/** Of a partner's member: how they are called in their organisation's own log. */
	readonly name?: string;
	/** `sent`: on the server; `waiting`: in the outbox; `refused`: see the outbox. */
	readonly state: 'sent' | 'waiting' | 'refused';
	/** The counter at which the server took it: for "new since I looked". */
	readonly change: number | null;
}

export interface NewEntry {
	readonly type: string;
	readonly body: Plain;
	/** Made beforehand where the page itself may ask twice (a double click, a reload). */
	readonly id?: EntryId;
	/** The cover as it stands with this entry, so that lists are right at once. */
	readonly cover?: CoverBody;
	/** Instead of `folders.appendEntries`. */
	readonly by?: KeptBy;
}
/**
 * An action of a programme in the place of the plain one: its input is the plain one's with `more` beside it,
 * so that what is sealed and the programme's own clear facts are kept together, once, off line or on. `more`
 * waits in the outbox sealed like the rest; what the action answers is not told.
 */
export interface KeptBy {
	readonly action: string;
	readonly more?: Readonly<Record<string, Plain>>;
}
export interface NewFolder {
	readonly vault: VaultRef;
	readonly kind: string;
	readonly id?: FolderId;
	readonly cover: CoverBody;
	readonly dialogue?: readonly NewEntry[];
	readonly internal?: readonly NewEntry[];
	/** The keys of a sender whose code is printed or told: they will read and extend the dialogue. */
	readonly visitor?: VisitorKeys;
	/** Instead of `folders.createFolder`. */
	readonly by?: KeptBy;
}
/** It is sealed, kept on this device and will be sent once; the outbox says how it went. */
export interface Queued {
	readonly item: string;
}

export interface ShareTarget extends VaultRef {
	/** The epoch and public key of the receiving vault, as its organisation's signed log or document says. */
	readonly epoch: number;
	readonly key: string;
	/** The dialogue; the internal chain only where it is meant to be read there. */
	readonly chains: readonly Chain[];
	/** The summary the other organisation sees in its list. */
	readonly cover: CoverBody;
}

export interface SearchOptions {
	readonly vault?: VaultRef;
	readonly filter?: readonly Condition[];
	readonly limit?: number;
}
export interface SearchHits {
	readonly hits: readonly SearchHit[];
	readonly total: number;
	/** False while the index is still being read in: more may be found in a moment. */
	readonly complete: boolean;
}
export interface SearchHit {
	readonly row: FolderRow;
	/** The words of the folder that matched, to mark them. */
	readonly words: readonly string[];
}

export interface Progress {
	readonly done: number;
	readonly of: number;
}
export interface OutboxView {
	/** Waiting or refused, in the order in which they are sent. */
	readonly items: readonly OutboxItem[];
	readonly line: 'up' | 'down' | 'signed-out';
	/** When the line is tried again. */
	readonly nextTry: string | null;
	/** The browser may throw the stored work away under pressure (`storage.persist()` was refused). */
	readonly mayBeEvicted: boolean;
}
export interface OutboxItem {
	readonly id: string;
	readonly folder: FolderRef;
	readonly what: 'create' | 'append' | 'cover';
	readonly since: string;
	readonly state: 'waiting' | 'sending' | 'refused';
	readonly refusal?: Refusal;
}

export interface Standing {
	readonly vaults: readonly {
		readonly vault: VaultRef;
		readonly change: number;
		readonly folders: number;
		readonly complete: boolean;
	}[];
	/** Rolled back, dropped, altered: told until dismissed by a reload after the server made it good. */
	readonly warnings: readonly (Refusal & { readonly vault: VaultRef })[];
	/** What this device did after the server was restored from a backup, and what it could not bring back. */
	readonly broughtBack: readonly (BroughtBack & { readonly vault: VaultRef })[];
}

export type { CoverBody };
