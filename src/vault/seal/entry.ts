import type { Result } from '#platform/result.ts';
import { concat } from '../format/bytes.ts';
import { toCbor, type Plain } from '../format/cbor.ts';
import type { SealedEntry } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame, type ReadFrame } from '../format/frame.ts';
import { hash } from '../format/hash.ts';
import { EntryContent, EntryHeader } from '../format/headers.ts';
import { newId, spell } from '../format/ids.ts';
import { EntryHash, EntryId, type SigningPair } from '../format/model.ts';
import { pad } from '../format/padding.ts';
import { forget } from '../format/sodium.ts';
import { sealWithKey } from './box.ts';
import type { ChainKey } from './chain-key.ts';
import { sign } from './pairs.ts';

export interface EntryToSeal {
	readonly key: ChainKey;
	/** The newest entries of the chain that the author has seen. */
	readonly heads: readonly EntryHash[];
	readonly content: EntryContent;
	readonly signing: SigningPair;
	/** Made beforehand by a client that may have to send twice. */
	readonly id?: EntryId;
}

/** Seals one entry of a chain: signed, padded, bound to its place, its key and the heads its author saw. */
export function sealEntry(entry: EntryToSeal): { sealed: SealedEntry; hash: EntryHash; id: EntryId } {
	const id = entry.id ?? newId(EntryId);
	const header = headerBytes(EntryHeader, {
		...entry.key.place,
		id,
		epoch: entry.key.epoch,
		key: entry.key.id,
		heads: [...new Set(entry.heads)].toSorted(),
	});
	const content = toCbor(EntryContent.parse(entry.content) as Plain);
	const signature = sign('accord/v1/entry', entryMessage(header, content), entry.signing.secret);
	const plaintext = toCbor({ b: content, s: signature });
	const padded = pad(plaintext);
	const sealed = packFrame('entry', header, sealWithKey('accord/v1/entry', header, padded, entry.key.secret));
	forget(content, plaintext, padded);
	return { sealed, hash: hashEntry(sealed), id };
}

/** What the author's signature covers: the header's hash and the content. */
export function entryMessage(header: Uint8Array, content: Uint8Array): Uint8Array {
	return concat(hash('accord/v1/entry-header', header), content);
}

/** The hash by which later entries name this one. */
export function hashEntry(sealed: SealedEntry): EntryHash {
	return spell(EntryHash, hash('accord/v1/entry-hash', sealed));
}

/** The clear header of a sealed entry: what the server indexes. Nothing of it is proved until it is opened. */
export function readEntry(sealed: SealedEntry): Result<ReadFrame<EntryHeader>> {
	return readFrame('entry', sealed, EntryHeader);
}
