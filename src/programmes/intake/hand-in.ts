import { refuse, ok, type Result } from '#platform/result.ts';
import type { SealedEntry, SealedFirstCover, SealedKeyBox } from '#vault/format/envelope.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import { readFrame } from '#vault/format/frame.ts';
import { FirstCoverHeader, KeyBoxHeader } from '#vault/format/headers.ts';
import type { ChainPlace, EntryId } from '#vault/format/model.ts';
import { readEntry } from '#vault/seal/entry.ts';
import type { ClearFacts } from './model.ts';

/** A file on its way, sealed: its id and how many chunks there are. */
export interface ArrivedFile {
	readonly file: string;
	readonly chunks: number;
}

/** What a sender adds at once, sealed: an entry, the boxes of a key that is new with it, the files it names. */
export interface SealedAddition {
	readonly entry: SealedEntry;
	readonly boxes: readonly SealedKeyBox[];
	readonly files: readonly ArrivedFile[];
}

/** The same, looked at: where it belongs. */
export interface Addition extends SealedAddition {
	readonly place: ChainPlace;
	readonly id: EntryId;
	readonly epoch: number;
	/** Nothing comes before it. */
	readonly first: boolean;
	/** The vaults of other organisations that its boxes are for. */
	readonly shared: readonly { readonly organisation: string; readonly vault: string }[];
}

/** A whole request as it is handed in: sealed, and what the server may know. */
export interface HandIn extends Addition {
	readonly locatorHash: Uint8Array;
	readonly authenticationHash: Uint8Array;
	readonly facts: ClearFacts;
	readonly sealedBy: 'browser' | 'server';
	readonly cover: SealedFirstCover;
	readonly backup: { readonly organisation: string; readonly vault: string } | null;
}

const most = { entry: 256 * 1024, box: 4096, cover: 16 * 1024 } as const;

/**
 * Checks what can be checked of sealed things without opening them: that they are what they say, belong
 * to one place and to one key, and that both sides of a new dialogue have a box.
 */
export function checkAddition(sealed: SealedAddition): Result<Addition> {
	if (sealed.entry.length > most.entry) return refuse('hand-in.too-large');
	const entry = readEntry(sealed.entry);
	if (!entry.ok) return entry;
	const { organisation, vault, folder, chain, id, key, heads, epoch } = entry.value.header;
	if (chain !== 'dialogue') return refuse('hand-in.not-a-dialogue');
	const readers: string[] = [];
	const shared: { organisation: string; vault: string }[] = [];
	for (const bytes of sealed.boxes) {
		if (bytes.length > most.box) return refuse('hand-in.too-large');
		const box = readFrame('keyBox', bytes, KeyBoxHeader);
		if (!box.ok) return box;
		const { header } = box.value;
		const same = header.folder === folder && header.vault === vault && header.organisation === organisation;
		if (!same || header.chain !== chain || header.key !== key) return refuse('hand-in.other-place');
		const { to } = header;
		const ours = to.kind === 'vault' && to.vault === vault && to.organisation === organisation;
		readers.push(ours ? 'desk' : to.kind);
		if (to.kind === 'vault' && !ours) shared.push({ organisation: to.organisation, vault: to.vault });
	}
	const first = heads.length === 0;
	if (first && !(readers.includes('visitor') && readers.includes('desk')))
		return refuse('hand-in.box-missing');
	return ok({ ...sealed, place: { organisation, vault, folder, chain }, id, epoch, first, shared });
}

/** Checks the cover of a new request: for the same folder. */
export function checkCover(cover: SealedFirstCover, place: ChainPlace): Result<void> {
	if (cover.length > most.cover) return refuse('hand-in.too-large');
	const read = readFrame('firstCover', cover, FirstCoverHeader);
	if (!read.ok) return read;
	const { header } = read.value;
	const same =
		header.folder === place.folder &&
		header.vault === place.vault &&
		header.organisation === place.organisation;
	return same ? ok(undefined) : refuse('hand-in.other-place');
}

/** All of a request, with the two hashes by which its sender comes back. */
export function handInOf(
	{ addition, cover }: { readonly addition: Addition; readonly cover: SealedFirstCover },
	more: Pick<HandIn, 'facts' | 'sealedBy'> & {
		readonly locatorHash: string;
		readonly authenticationHash: string;
	},
): HandIn {
	return {
		...addition,
		cover,
		facts: more.facts,
		sealedBy: more.sealedBy,
		locatorHash: fromBase64url(more.locatorHash) ?? new Uint8Array(),
		authenticationHash: fromBase64url(more.authenticationHash) ?? new Uint8Array(),
		backup: addition.shared[0] ?? null,
	};
}
