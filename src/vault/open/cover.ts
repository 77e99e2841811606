import { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromSealedCbor, type Plain } from '../format/cbor.ts';
import type { SealedCover, SealedFirstCover } from '../format/envelope.ts';
import { EntryHash, type ChainKeyId, type CoverToken } from '../format/model.ts';
import { unpad } from '../format/padding.ts';
import type { ChainKey } from '../seal/chain-key.ts';
import { coverToken, readCover, readFirstCover, type CoverPlace } from '../seal/cover.ts';
import type { EpochKeys } from '../seal/epoch.ts';
import { openWithKey, openWithPair } from './box.ts';

/** A cover as its writer left it. The summary is plain data: the programme's own schema reads it. */
export interface OpenCover extends CoverPlace {
	readonly version: number;
	readonly token: CoverToken;
	/** The heads of both chains that the summary covers; others now mean that it is stale. */
	readonly heads: readonly EntryHash[];
	readonly summary: Plain;
}

const CoverContent = z.strictObject({
	heads: z.array(EntryHash),
	summary: z.custom<Plain>((value) => value !== undefined),
});

export interface CoverKeys {
	readonly epochs: ReadonlyMap<number, EpochKeys>;
	readonly chainKeys?: ReadonlyMap<ChainKeyId, ChainKey>;
}

/** Opens a cover; `newest` is the version this client has seen before, below which the server rolled back. */
export function openCover(
	sealed: SealedCover,
	place: CoverPlace,
	keys: CoverKeys,
	newest = 0,
): Result<OpenCover> {
	const frame = readCover(sealed);
	if (!frame.ok) return frame;
	const { header, headerBytes, content } = frame.value;
	if (!isAt(header, place)) return refuse('cover.other-place');
	if (header.version < newest) return refuse('cover.rolled-back');
	const { under } = header;
	const key =
		under.kind === 'epoch'
			? keys.epochs.get(under.epoch)?.coverKey
			: restrictedKey(keys.chainKeys?.get(under.key), place);
	if (!key) return refuse('cover.key-unknown');
	const opened = openWithKey('accord/v1/cover', headerBytes, content, key);
	if (!opened.ok) return opened;
	const plain = unpad(opened.value);
	if (!plain.ok) return plain;
	const read = CoverContent.safeParse(fromSealedCbor(plain.value));
	if (!read.success) return refuse('sealed.malformed');
	return ok({ ...place, version: header.version, token: coverToken(sealed), ...read.data });
}

/** Opens what a sender sealed to the vault in place of a cover. */
export function openFirstCover(
	sealed: SealedFirstCover,
	place: CoverPlace,
	epochs: ReadonlyMap<number, EpochKeys>,
): Result<Plain> {
	const frame = readFirstCover(sealed);
	if (!frame.ok) return frame;
	const { header, headerBytes, content } = frame.value;
	if (!isAt(header, place)) return refuse('cover.other-place');
	const epoch = epochs.get(header.epoch);
	if (!epoch) return refuse('cover.key-unknown');
	const opened = openWithPair('accord/v1/first-cover', headerBytes, content, epoch.pair);
	if (!opened.ok) return opened;
	const plain = unpad(opened.value);
	if (!plain.ok) return plain;
	const summary = fromSealedCbor(plain.value);
	return summary === undefined ? refuse('sealed.malformed') : ok(summary);
}

/** Whether a cover still says what the folder holds. */
export function isStale(cover: OpenCover, heads: readonly EntryHash[]): boolean {
	return cover.heads.join() !== heads.toSorted().join();
}

function restrictedKey(key: ChainKey | undefined, place: CoverPlace): Uint8Array | undefined {
	return key?.place.chain === 'internal' && isAt(key.place, place) ? key.secret : undefined;
}

function isAt(a: CoverPlace, b: CoverPlace): boolean {
	return a.organisation === b.organisation && a.vault === b.vault && a.folder === b.folder;
}
