import type { Refusal } from '#platform/result.ts';
import type { CoverBody } from '../../../format/cover-body.ts';
import type { CoverToken, EntryHash, FolderId, OrganisationId, VaultId } from '../../../format/model.ts';
import type { Fact, Field, FolderRef, FolderRow, VaultRef } from '../model.ts';

/** A folder as the device remembers it. Never changed in place: a change makes another. */
export interface Row {
	readonly slot: number;
	readonly organisation: OrganisationId;
	readonly folder: FolderId;
	/** The vault that owns the folder. */
	readonly owner: VaultId;
	readonly through: VaultRef;
	readonly kind: string;
	readonly change: number;
	/** The counter at the latest entry, and the one up to which this reader has seen. */
	readonly entries: number;
	readonly seen: number;
	/** What lists show: the cover that waits to be sent, or the one from the server. */
	readonly cover: CoverBody | null;
	/** The server's cover, where another waits to be sent. */
	readonly sent?: CoverBody | null;
	readonly token: CoverToken | null;
	readonly version: number;
	readonly heads: readonly EntryHash[];
	readonly facts: Readonly<Record<string, Fact>>;
	readonly stale: boolean;
	readonly shared: boolean;
	readonly pending: boolean;
	readonly problem?: Refusal;
	/** Words of its entries, once it was opened here. */
	readonly words?: string;
}

export function rowKey({ organisation, folder }: FolderRef): string {
	return `${organisation} ${folder}`;
}
export function vaultKey({ organisation, vault }: VaultRef): string {
	return `${organisation} ${vault}`;
}

/** The row as pages see it. */
export function showRow(row: Row): FolderRow {
	const { organisation, folder, through, kind, change, cover, facts, stale, shared, pending, problem } = row;
	const unread = isUnread(row);
	return {
		organisation,
		folder,
		through,
		kind,
		change,
		cover,
		facts,
		stale,
		unread,
		shared,
		pending,
		problem,
	};
}

export function isUnread(row: Row): boolean {
	return row.entries > row.seen;
}

/** A field of a row, as filters, sorting and counting see it; `null` where there is none. */
export function fieldOf(field: Field): (row: Row) => Fact {
	if (field.startsWith('facts.')) {
		const name = field.slice('facts.'.length);
		return (row) => row.facts[name] ?? null;
	}
	if (field.startsWith('cover.')) {
		const name = field.slice('cover.'.length);
		return (row) => {
			const value = row.cover?.[name];
			return value === undefined || typeof value === 'object' ? null : value;
		};
	}
	switch (field) {
		case 'unread':
			return isUnread;
		case 'kind':
			return (row) => row.kind;
		case 'stale':
			return (row) => row.stale;
		case 'shared':
			return (row) => row.shared;
		case 'pending':
			return (row) => row.pending;
		default:
			return (row) => row.change;
	}
}

/** The texts by which a row is found, the weightiest first. */
export function textsOf({ cover, words }: Row): (string | undefined)[] {
	return [cover?.find?.join(' '), cover?.title, cover?.excerpt, words];
}
