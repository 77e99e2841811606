import type { Generated } from 'kysely';
import type { Chain } from '../../format/model.ts';

export interface FolderTable {
	organisation: string;
	id: string;
	vault: string;
	kind: string;
	cover: Uint8Array | null;
	cover_version: Generated<number>;
	cover_change: Generated<number>;
	change: number;
	entry_change: Generated<number>;
	destroyed: Generated<boolean>;
	destruction: Uint8Array | null;
}
export interface ChainKeyTable {
	organisation: string;
	folder: string;
	chain: Chain;
	key_id: string;
	addressed_to: string;
	bytes: Uint8Array;
	change: number;
}
export interface EntryTable {
	organisation: string;
	folder: string;
	id: string;
	vault: string;
	chain: Chain;
	hash: Uint8Array;
	bytes: Uint8Array;
	change: number;
}
export interface SealedFileTable {
	organisation: string;
	id: string;
	folder: string;
	chain: Chain;
	chunks: number;
	received: Generated<number>;
	complete: Generated<boolean>;
	size: Generated<number>;
	started_on: string;
}
export interface FolderShareTable {
	organisation: string;
	folder: string;
	with_organisation: string;
	with_vault: string;
	state: 'waiting' | 'open' | 'closed';
	chains: Generated<Chain[]>;
	entry_change: Generated<number>;
	change: Generated<number>;
	cover: Uint8Array | null;
	cover_version: Generated<number>;
	cover_change: Generated<number>;
}
export interface FolderFactsView {
	organisation: string;
	folder: string;
	facts: Record<string, string | number | boolean | null>;
}
export interface FolderBesideView {
	organisation: string;
	folder: string;
	brought_back_by: string;
	beside: Record<string, string>;
}

declare module '#platform/db/database.ts' {
	interface Database {
		folder: FolderTable;
		chain_key: ChainKeyTable;
		entry: EntryTable;
		sealed_file: SealedFileTable;
		folder_share: FolderShareTable;
		folder_facts: FolderFactsView;
		folder_beside: FolderBesideView;
	}
}
