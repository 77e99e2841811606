import type { Result } from '#platform/result.ts';
import type { CoverBody } from '../../format/cover-body.ts';
import type { Plain } from '../../format/cbor.ts';
import type { FileReference } from '../../format/file.ts';
import type { Chain, EntryHash, EntryId } from '../../format/model.ts';
import type {
	FolderRef,
	FolderView,
	KeptBy,
	ListQuery,
	ListView,
	NewEntry,
	NewFolder,
	OutboxView,
	Queued,
	SearchHits,
	SearchOptions,
	ShareTarget,
	Standing,
} from './model.ts';

type Answer<T> = Promise<Result<T>>;

/** What the keeper can do with folders; pages use `folderDesk(keeper)`, which gives these their plain form. */
export interface FolderOperations {
	searchFolders(asked: { readonly text: string; readonly options?: SearchOptions }): Answer<SearchHits>;
	createFolder(asked: NewFolder): Answer<Queued & FolderRef>;
	appendEntry(asked: {
		readonly folder: FolderRef;
		readonly chain: Chain;
		readonly entry: NewEntry;
	}): Answer<Queued & { readonly entry: EntryId }>;
	updateCover(asked: {
		readonly folder: FolderRef;
		readonly cover: CoverBody;
		readonly heads: readonly EntryHash[];
	}): Answer<Queued>;
	markFolderSeen(asked: { readonly folder: FolderRef; readonly seen: boolean }): Answer<void>;
	shareFolder(asked: {
		readonly folder: FolderRef;
		readonly to: ShareTarget;
		readonly by?: KeptBy;
	}): Answer<void>;
	destroyFolder(asked: { readonly folder: FolderRef; readonly by?: KeptBy }): Answer<void>;
	keepDraft(asked: { readonly name: string; readonly draft: Plain | null }): Answer<void>;
	readDraft(asked: { readonly name: string }): Answer<Plain | null>;
	/** Progress: `Progress`. */
	attachFile(asked: {
		readonly folder: FolderRef;
		readonly chain: Chain;
		readonly file: Blob;
		readonly name: string;
		readonly mediaType: string;
	}): Answer<FileReference>;
	/** Progress: `{ bytes, done }`, the pieces in order. */
	readFile(asked: { readonly folder: FolderRef; readonly file: FileReference }): Answer<void>;
	saveUnsent(): Answer<Uint8Array<ArrayBuffer>>;
	restoreUnsent(asked: { readonly saved: Uint8Array }): Answer<{ readonly restored: number }>;
	dismissUnsent(asked: { readonly item: string }): Answer<void>;
}

/** What pages follow of folders. */
export interface FolderTopics {
	folders: { query: ListQuery; news: ListView };
	folder: { query: FolderRef; news: FolderView };
	outbox: { query: void; news: OutboxView };
	standing: { query: void; news: Standing };
}
