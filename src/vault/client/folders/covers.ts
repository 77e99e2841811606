import type { Refusal } from '#platform/result.ts';
import { coverFromFirst, readCoverBody, type CoverBody } from '../../format/cover-body.ts';
import { FORMATS, type SealedCover, type SealedFirstCover } from '../../format/envelope.ts';
import type { CoverToken, EntryHash } from '../../format/model.ts';
import { openCover, openFirstCover } from '../../open/cover.ts';
import type { CoverPlace } from '../../seal/cover.ts';
import type { EpochKeys } from '../../seal/epoch.ts';

/** What a row keeps of a cover. */
export interface RowCover {
	readonly cover: CoverBody | null;
	readonly token: CoverToken | null;
	readonly version: number;
	readonly heads: readonly EntryHash[];
	readonly problem?: Refusal;
}

/** Opens what the server has as cover of a folder: a member's, or what the sender left in its place. */
export function openRowCover(
	sealed: Uint8Array | undefined,
	place: CoverPlace,
	kind: string,
	epochs: ReadonlyMap<number, EpochKeys>,
	known?: RowCover,
): RowCover {
	const before = known && {
		cover: known.cover,
		token: known.token,
		version: known.version,
		heads: known.heads,
	};
	const none: RowCover = { cover: null, token: null, version: 0, heads: [] };
	if (!sealed) return before?.token ? { ...before, problem: { id: 'cover.dropped' } } : none;
	if (sealed[0] === FORMATS.firstCover.kind) {
		if (before?.token) return { ...before, problem: { id: 'cover.rolled-back' } };
		const opened = openFirstCover(sealed as SealedFirstCover, place, epochs);
		if (!opened.ok) return { ...none, problem: opened.refusal };
		const cover = readCoverBody(opened.value) ?? coverFromFirst(kind, opened.value);
		return cover ? { ...none, cover } : { ...none, problem: { id: 'sealed.malformed' } };
	}
	const opened = openCover(sealed as SealedCover, place, { epochs }, before?.version);
	if (!opened.ok) return { ...(before ?? none), problem: opened.refusal };
	const { token, version, heads, summary } = opened.value;
	// The same version with another token: two covers both claim to be the one that followed.
	if (before?.token && before.version === version && before.token !== token) {
		return { ...before, problem: { id: 'cover.altered' } };
	}
	const cover = readCoverBody(summary);
	return {
		cover: cover ?? null,
		token,
		version,
		heads,
		...(cover ? {} : { problem: { id: 'sealed.malformed' } }),
	};
}
