import { refuse, ok, type Result } from '#platform/result.ts';
import { toCbor, type Plain } from '../format/cbor.ts';
import type { SealedCover, SealedFirstCover } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame, type ReadFrame } from '../format/frame.ts';
import { hash } from '../format/hash.ts';
import { CoverHeader, FirstCoverHeader } from '../format/headers.ts';
import { spell } from '../format/ids.ts';
import { CoverToken, type FolderId, type OrganisationId, type VaultId } from '../format/model.ts';
import { pad } from '../format/padding.ts';
import { sealToKey, sealWithKey } from './box.ts';
import type { ChainKey } from './chain-key.ts';
import type { EpochKeys } from './epoch.ts';

export interface CoverPlace {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
	readonly folder: FolderId;
}

/** A cover is sealed for the whole vault, or for a restricted folder under its internal chain key. */
export type CoverSeal = { readonly epoch: EpochKeys } | { readonly restricted: ChainKey };

/** The cover that is being replaced; none for a folder's first. */
export type CoverBefore = { readonly token: CoverToken; readonly version: number } | null;

/**
 * Seals the small summary that lists and search need. `heads` goes inside: a cover that does not match the
 * folder's heads is shown as stale.
 */
export function sealCover(
	place: CoverPlace,
	seal: CoverSeal,
	before: CoverBefore,
	cover: { readonly heads: readonly string[]; readonly summary: Plain },
): { sealed: SealedCover; token: CoverToken; version: number } {
	const version = (before?.version ?? 0) + 1;
	const header = headerBytes(CoverHeader, {
		...place,
		version,
		replaces: before?.token ?? null,
		under:
			'epoch' in seal
				? { kind: 'epoch', epoch: seal.epoch.epoch }
				: { kind: 'chain', key: seal.restricted.id },
	});
	const key = 'epoch' in seal ? seal.epoch.coverKey : seal.restricted.secret;
	const padded = pad(toCbor({ heads: [...cover.heads].toSorted(), summary: cover.summary }));
	const sealed = packFrame('cover', header, sealWithKey('accord/v1/cover', header, padded, key));
	return { sealed, token: coverToken(sealed), version };
}

/** What a sender can give of a cover: sealed to the vault's public key, until a member writes the real one. */
export function sealFirstCover(
	place: CoverPlace,
	to: { readonly epoch: number; readonly key: FirstCoverHeader['key'] },
	summary: Plain,
): SealedFirstCover {
	const header = headerBytes(FirstCoverHeader, { ...place, epoch: to.epoch, key: to.key });
	const box = sealToKey('accord/v1/first-cover', header, pad(toCbor(summary)), to.key);
	return packFrame('firstCover', header, box);
}

/** The clear header of what a sender gave in place of a cover. */
export function readFirstCover(sealed: SealedFirstCover): Result<ReadFrame<FirstCoverHeader>> {
	return readFrame('firstCover', sealed, FirstCoverHeader);
}

/** The token the next cover must name: compare-and-swap by the hash of the sealed cover. */
export function coverToken(sealed: SealedCover): CoverToken {
	return spell(CoverToken, hash('accord/v1/cover-token', sealed));
}

/** The clear header of a cover. */
export function readCover(sealed: SealedCover): Result<ReadFrame<CoverHeader>> {
	return readFrame('cover', sealed, CoverHeader);
}

/** The server's rule: a cover takes the place of exactly the one its writer saw. */
export function mayReplaceCover(
	current: { readonly token: CoverToken; readonly version: number } | null,
	next: SealedCover,
): Result<CoverHeader> {
	const frame = readCover(next);
	if (!frame.ok) return frame;
	const { header } = frame.value;
	const follows =
		header.replaces === (current?.token ?? null) && header.version === (current?.version ?? 0) + 1;
	return follows ? ok(header) : refuse('cover.changed-meanwhile');
}
