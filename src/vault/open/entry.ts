import { ok, refuse, type Result } from '#platform/result.ts';
import { z } from 'zod';
import { fromSealedCbor } from '../format/cbor.ts';
import type { SealedEntry } from '../format/envelope.ts';
import { Bytes } from '../format/frame.ts';
import { EntryContent, type EntryHeader } from '../format/headers.ts';
import type { ChainKeyId, ChainPlace, EntryHash, EntryId } from '../format/model.ts';
import { unpad } from '../format/padding.ts';
import { authorKey, type AuthorBook } from '../seal/authors.ts';
import type { ChainKey } from '../seal/chain-key.ts';
import { entryMessage, hashEntry, readEntry } from '../seal/entry.ts';
import { verify } from '../seal/pairs.ts';
import { openWithKey } from './box.ts';

/** An entry whose seal, place and author have been verified. */
export interface OpenEntry extends EntryContent {
	readonly place: ChainPlace;
	readonly id: EntryId;
	readonly hash: EntryHash;
	readonly heads: readonly EntryHash[];
	readonly epoch: number;
	readonly key: ChainKeyId;
	/** False only for a member's entry opened by a sender, who keeps no membership log: the key vouches for it. */
	readonly signatureChecked: boolean;
}

/** For senders, whose dialogue keys are proved one by another: members' signatures cannot be checked. */
export const KEYS_VOUCH = 'keys-vouch';

const Signed = z.strictObject({ b: Bytes, s: Bytes });

/**
 * Opens one entry: it must belong where it was asked for (`entry.other-place` names a replay from another
 * folder), open under a key of that place, and be signed by its author.
 */
export function openEntry(
	sealed: SealedEntry,
	place: ChainPlace,
	keys: ReadonlyMap<ChainKeyId, ChainKey>,
	book: AuthorBook | typeof KEYS_VOUCH,
): Result<OpenEntry> {
	const frame = readEntry(sealed);
	if (!frame.ok) return frame;
	const { header, headerBytes, content } = frame.value;
	if (!isAt(header, place)) return refuse('entry.other-place');
	const key = keys.get(header.key);
	if (!key) return refuse('entry.key-unknown');
	if (!isAt(key.place, place) || key.epoch !== header.epoch) return refuse('entry.other-place');
	const padded = openWithKey('accord/v1/entry', headerBytes, content, key.secret);
	if (!padded.ok) return padded;
	const plain = unpad(padded.value);
	if (!plain.ok) return plain;
	return readSigned(plain.value, header, headerBytes, sealed, book);
}

function readSigned(
	plain: Uint8Array,
	header: EntryHeader,
	headerBytes: Uint8Array,
	sealed: SealedEntry,
	book: AuthorBook | typeof KEYS_VOUCH,
): Result<OpenEntry> {
	const signed = Signed.safeParse(fromSealedCbor(plain));
	if (!signed.success) return refuse('sealed.malformed');
	const content = EntryContent.safeParse(fromSealedCbor(signed.data.b));
	if (!content.success) return refuse('sealed.malformed');
	const signatureChecked = book !== KEYS_VOUCH || content.data.author.kind === 'visitor';
	if (signatureChecked) {
		const { author, log } = content.data;
		const signer = authorKey(author, log, book === KEYS_VOUCH ? NOBODY : book);
		if (!signer.ok) return signer;
		const message = entryMessage(headerBytes, signed.data.b);
		if (!verify('accord/v1/entry', message, signed.data.s, signer.value)) {
			return refuse('entry.signature-wrong');
		}
	}
	const { organisation, vault, folder, chain, id, heads, epoch, key } = header;
	const place = { organisation, vault, folder, chain };
	return ok({ ...content.data, place, id, heads, epoch, key, hash: hashEntry(sealed), signatureChecked });
}

/** A book without members: a visitor's key is in the entry itself. */
const NOBODY: AuthorBook = {
	memberKey: () => refuse('author.organisation-unknown'),
	epochSince: () => refuse('author.organisation-unknown'),
};

function isAt(a: ChainPlace, b: ChainPlace): boolean {
	return (
		a.organisation === b.organisation && a.vault === b.vault && a.folder === b.folder && a.chain === b.chain
	);
}
