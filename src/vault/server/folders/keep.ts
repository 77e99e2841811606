import type { z } from 'zod';
import type { Tx } from '#platform/db/database.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { sameBytes } from '../../format/bytes.ts';
import { DestructionBody } from '../../format/checkpoint.ts';
import { readFrame } from '../../format/frame.ts';
import type { SealedFirstCover } from '../../format/envelope.ts';
import type { Chain } from '../../format/model.ts';
import { readEntry } from '../../seal/entry.ts';
import { nextChange } from '../store/change.ts';
import type { AppendEntries, CreateFolder, DestroyFolder, ReadEntryRow, ReplaceCover } from './model.ts';
import { coverBefore, mayFollow, readEntries, readKeys, type Place } from './reading.ts';
import { actorHolds, findPart, updatePartChange } from './store/parts.ts';
import { findFolder, findShare, listHashes } from './store/read.ts';
import {
	deleteFolderContent,
	insertChainKeys,
	insertEntries,
	insertFolder,
	updateCover,
	updateFolderChange,
	updateShareCover,
} from './store/write.ts';

/**
 * What the house does with sealed things that come in, in the caller's transaction and as the caller. The
 * actions of this room call these, and so do actions of programmes that keep rows of their own beside a
 * folder (a request and its clear facts) and the intake, for a sender.
 */
export interface Kept {
	/** The vault's counter; of an earlier change where all of it was here already. */
	readonly change: number;
}

/** Keeps a new folder whole: entries, keys and cover, or nothing. Sent again, it answers as before. */
export async function keepFolder(
	tx: Tx,
	given: Omit<z.output<typeof CreateFolder>, 'cover'> & {
		readonly cover?: z.output<typeof CreateFolder>['cover'] | SealedFirstCover;
	},
): Promise<Result<Kept>> {
	const { organisation, vault, folder, kind } = given;
	const place: Place = { organisation, vault, folder };
	const entries = readEntries(place, given.entries);
	if (!entries.ok) return entries;
	const keys = readKeys(place, given.keys);
	if (!keys.ok) return keys;
	const version = firstVersion(place, given.cover);
	if (!version.ok) return version;
	const change = await nextChange(tx, organisation, vault);
	const row = { organisation, id: folder, vault, kind, cover: given.cover ?? null };
	if (!(await insertFolder(tx, row, { version: version.value }, change))) {
		return keptBefore(tx, place, entries.value);
	}
	await insertEntries(tx, place, entries.value, change);
	await insertChainKeys(tx, organisation, keys.value, change);
	return ok({ change });
}

async function keptBefore(tx: Tx, place: Place, entries: readonly ReadEntryRow[]): Promise<Result<Kept>> {
	const row = await findFolder(tx, place);
	if (row?.destroyed) return refuse('folder.destroyed');
	if (row?.vault !== place.vault) return refuse('folder.id-taken');
	const fresh = await withoutKnown(tx, place, entries);
	if (!fresh.ok) return fresh;
	return fresh.value.length === 0 ? ok({ change: row.change }) : refuse('folder.id-taken');
}

function firstVersion(
	place: Place,
	cover: z.output<typeof CreateFolder>['cover'] | SealedFirstCover,
): Result<number> {
	if (!cover) return ok(0);
	// A sender's first cover is sealed to the vault and counts as none for those that follow.
	if (cover[0] === 0x0f) return ok(0);
	const follows = mayFollow(null, place, cover as z.output<typeof ReplaceCover>['cover']);
	return follows.ok ? ok(1) : follows;
}

/** Appends to a folder that the caller reaches. Entries that are here already are passed over. */
export async function keepEntries(
	tx: Tx,
	given: Omit<z.output<typeof AppendEntries>, 'quiet'> & { readonly quiet?: boolean },
): Promise<Result<Kept>> {
	const row = await findFolder(tx, given);
	if (!row) return refuse('folder.unknown');
	if (row.destroyed) return refuse('folder.destroyed');
	const found = await placeOf(tx, given, row.vault);
	if (!found.ok) return found;
	const { place, part, chain } = found.value;
	const entries = readEntries(place, given.entries);
	if (!entries.ok) return entries;
	const keys = readKeys(place, given.keys);
	if (!keys.ok) return keys;
	const before = await withoutKnown(tx, place, entries.value);
	if (!before.ok) return before;
	if (before.value.length === 0) return ok({ change: row.change });
	// The counter's lock is held from here: what another call kept meanwhile is seen by the second look.
	const { quiet = false } = given;
	const change = part
		? await updatePartChange(tx, given, place, quiet)
		: await updateFolderChange(tx, given, { chain, quiet });
	const fresh = await withoutKnown(tx, place, before.value);
	if (!fresh.ok) return fresh;
	await insertEntries(tx, place, fresh.value, change);
	await insertChainKeys(tx, place.organisation, keys.value, change);
	return ok({ change });
}

/**
 * Where entries go: into the folder, or into the part that a receiving organisation keeps of it for itself. The
 * owner's internal chain is its own members' to extend; the part is internal, and nothing else.
 */
async function placeOf(
	tx: Tx,
	given: Parameters<typeof keepEntries>[1],
	owner: string,
): Promise<Result<{ place: Place; part: boolean; chain: Chain }>> {
	const [first] = given.entries;
	if (!first) return refuse('sealed.malformed');
	const read = readEntry(first);
	if (!read.ok) return read;
	const { organisation, vault, chain } = read.value.header;
	for (const one of given.entries) {
		const other = readEntry(one);
		if (!other.ok || other.value.header.chain !== chain) return refuse('entry.other-place');
	}
	const { folder } = given;
	if (organisation === given.organisation) {
		const place = { organisation, vault: owner, folder };
		const mine = chain === 'dialogue' || (await actorHolds(tx, place));
		return mine ? ok({ place, part: false, chain }) : refuse('entry.other-place');
	}
	const place = { organisation, vault, folder };
	const open = chain === 'internal' && (await findPart(tx, given, place));
	return open ? ok({ place, part: true, chain }) : refuse('entry.other-place');
}

/** The entries not here yet; refused where an id is here with other bytes. */
async function withoutKnown(
	tx: Tx,
	place: Place,
	entries: readonly ReadEntryRow[],
): Promise<Result<ReadEntryRow[]>> {
	const known = await listHashes(
		tx,
		place,
		entries.map(({ id }) => id),
	);
	for (const { id, hash } of entries) {
		const here = known.get(id);
		if (here && !sameBytes(here.hash, hash)) return refuse('entry.id-taken');
	}
	return ok(entries.filter(({ id }) => !known.has(id)));
}

/** Puts a cover in the place of exactly the one its writer saw (compare-and-swap under the counter's lock). */
export async function keepCover(tx: Tx, given: z.output<typeof ReplaceCover>): Promise<Result<Kept>> {
	const { organisation, folder, through, cover } = given;
	const change = await nextChange(tx, through.organisation, through.vault);
	const row = await findFolder(tx, given);
	if (!row || row.destroyed) return refuse(row ? 'folder.destroyed' : 'folder.unknown');
	const own = through.organisation === organisation && through.vault === row.vault;
	const share = own ? undefined : await findShare(tx, given, through);
	if (!own && share?.state !== 'open') return refuse('folder.unknown');
	const before = own ? row.cover : (share?.cover ?? null);
	if (before && sameBytes(before, cover)) return ok({ change: own ? row.change : (share?.change ?? 0) });
	const next = mayFollow(coverBefore(before), { ...through, folder }, cover);
	if (!next.ok) return next;
	const bytes = { bytes: cover, version: next.value.version };
	if (own) await updateCover(tx, given, bytes, change);
	else await updateShareCover(tx, given, through, bytes, change);
	return ok({ change });
}

/**
 * Destroys a folder by a signed order, which stays in its place. Gives the files whose bytes the caller
 * removes once this is committed. The order's signature is for members to verify; here its place is.
 */
export async function keepDestruction(
	tx: Tx,
	given: z.output<typeof DestroyFolder>,
): Promise<Result<Kept & { readonly files: readonly string[] }>> {
	const row = await findFolder(tx, given);
	if (!row) return refuse('folder.unknown');
	if (row.destroyed) return ok({ change: row.change, files: [] });
	const frame = readFrame('destruction', given.order, DestructionBody);
	if (!frame.ok) return frame;
	const { header } = frame.value;
	const right =
		header.organisation === given.organisation &&
		header.folder === given.folder &&
		header.vault === row.vault;
	if (!right) return refuse('destruction.other-place');
	const change = await updateFolderChange(tx, given, undefined);
	const files = await deleteFolderContent(tx, given, given.order);
	return ok({ change, files });
}

/** Tells lists that a clear fact of the folder changed; for programmes, in the transaction that changed it. */
export async function touchFolder(
	tx: Tx,
	at: { readonly organisation: string; readonly folder: string },
): Promise<void> {
	await updateFolderChange(tx, at, undefined);
}
