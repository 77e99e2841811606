import { refuse, ok, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { SealedEntry, SealedFirstCover, SealedKeyBox } from '#vault/format/envelope.ts';
import { readFrame } from '#vault/format/frame.ts';
import { FirstCoverHeader, KeyBoxHeader } from '#vault/format/headers.ts';
import { hashEntry, readEntry } from '#vault/seal/entry.ts';
import type { ChainPlace } from '#vault/format/model.ts';
import type { ClearFacts } from './model.ts';

/** An entry of the sender as the tables keep it. */
export interface StoredEntry {
	readonly id: string;
	readonly hash: Uint8Array;
	readonly bytes: Uint8Array;
}

/** A key of the dialogue, boxed for one reader. */
export interface StoredBox {
	readonly key: string;
	readonly addressedTo: string;
	readonly bytes: Uint8Array;
}

export interface StoredFile {
	readonly file: string;
	readonly chunks: number;
}

/** All that a sender adds at once: an entry, the boxes of a key that is new with it, the files it names. */
export interface Addition {
	readonly place: ChainPlace;
	readonly entry: StoredEntry;
	readonly boxes: readonly StoredBox[];
	readonly files: readonly StoredFile[];
}

/** A whole request as it is handed in: sealed, and what the server may know. */
export interface HandIn extends Addition {
	readonly locatorHash: Uint8Array;
	readonly authenticationHash: Uint8Array;
	readonly facts: ClearFacts;
	readonly sealedBy: 'browser' | 'server';
	readonly cover: Uint8Array;
	readonly backup: { readonly organisation: string; readonly vault: string } | null;
}

/** What came sealed, before it was looked at. */
export interface SealedAddition {
	readonly entry: Uint8Array;
	readonly boxes: readonly Uint8Array[];
	readonly files: readonly StoredFile[];
}

const most = { entry: 256 * 1024, box: 4096, cover: 16 * 1024 } as const;

/**
 * Checks what can be checked of sealed things without opening them: that they are what they say, belong
 * to one place and to one key, and that everybody who is to read has a box.
 */
export function checkAddition(
	sealed: SealedAddition,
): Result<Addition & { readonly first: boolean; readonly epoch: number }> {
	if (sealed.entry.length > most.entry) return refuse('hand-in.too-large');
	const entry = readEntry(sealed.entry as SealedEntry);
	if (!entry.ok) return entry;
	const { organisation, vault, folder, chain, id, key, heads, epoch } = entry.value.header;
	if (chain !== 'dialogue') return refuse('hand-in.not-a-dialogue');
	const place = { organisation, vault, folder, chain };
	const boxes: StoredBox[] = [];
	for (const bytes of sealed.boxes) {
		const box =
			bytes.length <= most.box
				? readFrame('keyBox', bytes as SealedKeyBox, KeyBoxHeader)
				: refuse('hand-in.too-large');
		if (!box.ok) return box;
		const { header } = box.value;
		if (
			header.folder !== folder ||
			header.vault !== vault ||
			header.organisation !== organisation ||
			header.key !== key
		) {
			return refuse('hand-in.other-place');
		}
		const addressedTo = addressee(header);
		if (addressedTo === undefined) return refuse('hand-in.other-place');
		boxes.push({ key: header.key, addressedTo, bytes });
	}
	const first = heads.length === 0;
	const readers = boxes.map(({ addressedTo }) => addressedTo);
	if (first && !(readers.includes('visitor') && readers.includes(`vault:${epoch}`)))
		return refuse('hand-in.box-missing');
	const hash = fromBase64url(hashEntry(sealed.entry as SealedEntry)) ?? new Uint8Array();
	return ok({ place, entry: { id, hash, bytes: sealed.entry }, boxes, files: sealed.files, first, epoch });
}

/** Checks the cover of a new request: for the same folder. */
export function checkCover(cover: Uint8Array, place: ChainPlace): Result<void> {
	if (cover.length > most.cover) return refuse('hand-in.too-large');
	const read = readFrame('firstCover', cover as SealedFirstCover, FirstCoverHeader);
	if (!read.ok) return read;
	const { header } = read.value;
	const same =
		header.folder === place.folder &&
		header.vault === place.vault &&
		header.organisation === place.organisation;
	return same ? ok(undefined) : refuse('hand-in.other-place');
}

/** How the table of chain keys names a reader. */
function addressee({ to, organisation }: KeyBoxHeader): string | undefined {
	if (to.kind === 'visitor') return 'visitor';
	if (to.kind !== 'vault') return undefined;
	return to.organisation === organisation ? `vault:${to.epoch}` : `share:${to.organisation}`;
}
