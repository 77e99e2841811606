import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '../../format/bytes.ts';
import type { SealedCover, SealedEntry, SealedKeyBox } from '../../format/envelope.ts';
import type { KeyBoxRecipient } from '../../format/headers.ts';
import type { Chain } from '../../format/model.ts';
import { readKeyBox } from '../../seal/chain-key.ts';
import { coverToken, readCover } from '../../seal/cover.ts';
import { hashEntry, readEntry } from '../../seal/entry.ts';
import type { ReadEntryRow } from './model.ts';

/** What the server reads of sealed things: their clear headers, which must say where they were sent. */
export interface Place {
	readonly organisation: string;
	readonly vault: string;
	readonly folder: string;
}

export interface ReadKeyRow {
	readonly folder: string;
	readonly chain: Chain;
	readonly key_id: string;
	readonly addressed_to: string;
	readonly bytes: Uint8Array;
}

/** Rows of entries; refused whole where one belongs elsewhere. The hash is computed here. */
export function readEntries(place: Place, sealed: readonly SealedEntry[]): Result<ReadEntryRow[]> {
	const rows: ReadEntryRow[] = [];
	for (const bytes of sealed) {
		const frame = readEntry(bytes);
		if (!frame.ok) return frame;
		const { header } = frame.value;
		if (!isAt(header, place)) return refuse('entry.other-place');
		const hash = fromBase64url(hashEntry(bytes));
		if (!hash) return refuse('sealed.malformed');
		rows.push({ id: header.id, chain: header.chain, hash, bytes });
	}
	return ok(rows);
}

/** Rows of key boxes of folders of one vault (`folder` fixed where it is given). */
export function readKeys(
	place: Omit<Place, 'folder'> & { readonly folder?: string },
	boxes: readonly SealedKeyBox[],
): Result<ReadKeyRow[]> {
	const rows: ReadKeyRow[] = [];
	for (const bytes of boxes) {
		const frame = readKeyBox(bytes);
		if (!frame.ok) return frame;
		const { header } = frame.value;
		if (!isAt(header, { ...place, folder: place.folder ?? header.folder })) {
			return refuse('key-box.other-place');
		}
		const { folder, chain, key, to } = header;
		rows.push({ folder, chain, key_id: key, addressed_to: addressedTo(to), bytes });
	}
	return ok(rows);
}

/** How a box's recipient is spelled in the table. */
export function addressedTo(to: KeyBoxRecipient): string {
	switch (to.kind) {
		case 'epoch':
			return `epoch:${to.epoch}`;
		case 'vault':
			return `vault:${to.organisation}:${to.vault}:${to.epoch}`;
		case 'visitor':
			return 'visitor';
		case 'person':
			return `person:${to.person}`;
	}
}

/** What a cover that is kept counts as for compare-and-swap: a sender's first one counts as none. */
export function coverBefore(kept: Uint8Array | null): Parameters<typeof mayFollow>[0] {
	if (!kept) return null;
	const frame = readCover(kept as SealedCover);
	if (!frame.ok) return null;
	return { token: coverToken(kept as SealedCover), version: frame.value.header.version };
}

/** Whether the cover belongs to the place and takes the place of exactly the one before it. */
export function mayFollow(
	before: { readonly token: string; readonly version: number } | null,
	place: Place,
	next: SealedCover,
): Result<{ version: number }> {
	const frame = readCover(next);
	if (!frame.ok) return frame;
	const { header } = frame.value;
	if (!isAt(header, place)) return refuse('cover.other-place');
	const follows =
		header.replaces === (before?.token ?? null) && header.version === (before?.version ?? 0) + 1;
	return follows ? ok({ version: header.version }) : refuse('cover.changed-meanwhile');
}

function isAt(a: Place, b: Place): boolean {
	return a.organisation === b.organisation && a.vault === b.vault && a.folder === b.folder;
}
