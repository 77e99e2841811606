import { within } from '#platform/db/within.ts';
import type { Actor } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { SealedChunk } from '../../format/envelope.ts';
import { FileId, OrganisationId } from '../../format/model.ts';
import { readChunk } from '../../seal/file.ts';
import { reachesFile } from './access.ts';
import {
	listChunks,
	mostChunk,
	readStoredChunk,
	sizeOfChunks,
	writeChunk,
	type FilePlace,
} from './chunks.ts';
import type { FileAnswer } from './model.ts';
import { findFileRow, updateFileComplete } from './store/files.ts';

/** An address of a chunk, as it came in the path. */
export interface ChunkAt {
	readonly organisation: string;
	readonly file: string;
	readonly index: number;
}

/** Reads the three parts of `/api/files/<organisation>/<file>/<n>`. */
export function readChunkAddress(organisation: string, file: string, n: string): ChunkAt | undefined {
	const right =
		OrganisationId.safeParse(organisation).success && FileId.safeParse(file).success && /^\d{1,3}$/.test(n);
	return right ? { organisation, file, index: Number(n) } : undefined;
}

/**
 * Takes in one chunk of a file that was started: in any order, twice without harm, whole or not at all. The
 * file is complete once all are on the disk. Only the chunk's clear head is read; it must fit its place.
 */
export async function receiveChunk(
	runtime: Runtime,
	actor: Actor,
	at: ChunkAt,
	body: Uint8Array,
): Promise<Result<FileAnswer>> {
	const row = await within(runtime.db, actor, (tx) => findReachable(tx, actor, at));
	if (!row) return refuse('file.unknown');
	if (body.length > mostChunk) return refuse('file.chunk-too-large');
	const head = readChunk(body as SealedChunk);
	if (!head.ok) return refuse('file.chunk-altered', { params: { index: at.index } });
	const { file, index, last } = head.value;
	if (file !== at.file || index !== at.index || index >= row.chunks || last !== (index === row.chunks - 1)) {
		return refuse('file.chunk-misplaced', { params: { index: at.index } });
	}
	const place = placeOf(runtime, at);
	const written = await writeChunk(place, at.index, body);
	if (!written.ok) return written;
	const have = await listChunks(place);
	const complete = have.length === row.chunks;
	if (complete && !row.complete) {
		const size = await sizeOfChunks(place, have);
		await within(runtime.db, actor, (tx) => updateFileComplete(tx, at, size));
	}
	return ok({ chunks: row.chunks, have, complete });
}

/** Gives one chunk of a complete file, as it was stored. */
export async function sendChunk(runtime: Runtime, actor: Actor, at: ChunkAt) {
	const row = await within(runtime.db, actor, (tx) => findReachable(tx, actor, at));
	if (!row) return refuse('file.unknown');
	if (!row.complete) return refuse('file.unfinished');
	const chunk = await readStoredChunk(placeOf(runtime, at), at.index);
	return chunk ? ok(chunk) : refuse('file.chunk-missing', { params: { index: at.index } });
}

/** What is here of a file. */
export async function describeFile(
	runtime: Runtime,
	at: { organisation: string; file: string },
	row: { chunks: number; complete: boolean },
): Promise<FileAnswer> {
	const have = await listChunks(placeOf(runtime, at));
	return { chunks: row.chunks, have, complete: row.complete };
}

/** A sender reaches what the rows of their code let them see; a member, what their vaults hold. */
async function findReachable(tx: Tx, actor: Actor, at: { organisation: string; file: string }) {
	if (actor.kind === 'system') return undefined;
	if (actor.kind === 'member' && actor.level !== 'full') return undefined;
	if (actor.kind === 'member' && !(await reachesFile(tx, actor.person, at))) return undefined;
	return findFileRow(tx, at);
}

export function placeOf(runtime: Runtime, at: { organisation: string; file: string }): FilePlace {
	return { dataDir: runtime.config.dataDir, organisation: at.organisation, file: at.file };
}
