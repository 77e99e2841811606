import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ok, refuse, type Result } from '#platform/result.ts';
import { CHUNK_BYTES } from '../../format/file.ts';

/** Sealing, header and CBOR add less than this to a chunk. */
const OVERHEAD = 512;
export const mostChunk = CHUNK_BYTES + OVERHEAD;

/** Where one file's chunks lie. Ids are checked UUIDs before they come here, so they are safe in a path. */
export interface FilePlace {
	readonly dataDir: string;
	readonly organisation: string;
	readonly file: string;
}

function folderOf({ dataDir, organisation, file }: FilePlace): string {
	return join(dataDir, 'files', organisation, file.slice(0, 2), file);
}

/**
 * Writes one chunk so that it is either whole on the disk or not there: to a name of its own, flushed, then
 * renamed, then the folder flushed. The same bytes again are fine; other bytes are refused.
 */
export async function writeChunk(place: FilePlace, index: number, bytes: Uint8Array): Promise<Result<void>> {
	const folder = folderOf(place);
	const name = join(folder, String(index));
	const before = await readFile(name).catch(() => undefined);
	if (before) return before.equals(bytes) ? ok(undefined) : refuse('file.chunk-taken', { params: { index } });
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const draft = join(folder, `draft-${randomUUID()}`);
	try {
		const file = await open(draft, 'wx', 0o600);
		try {
			await file.writeFile(bytes);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(draft, name);
		const directory = await open(folder, 'r');
		await directory.sync().finally(() => directory.close());
		return ok(undefined);
	} catch (error) {
		await rm(draft, { force: true });
		const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
		if (full) return refuse('file.disk-full');
		throw error;
	}
}

/** The chunks that are here, in order. */
export async function listChunks(place: FilePlace): Promise<number[]> {
	const names = await readdir(folderOf(place)).catch(() => []);
	return names
		.filter((name) => /^\d{1,3}$/.test(name))
		.map(Number)
		.toSorted((a, b) => a - b);
}

/** The bytes of all chunks together. */
export async function sizeOfChunks(place: FilePlace, chunks: readonly number[]): Promise<number> {
	const sizes = await Promise.all(chunks.map((index) => stat(join(folderOf(place), String(index)))));
	return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** One chunk as a stream, and its length; nothing where it is not here. */
export async function readStoredChunk(
	place: FilePlace,
	index: number,
): Promise<{ length: number; stream: ReturnType<typeof createReadStream> } | undefined> {
	const name = join(folderOf(place), String(index));
	const found = await stat(name).catch(() => undefined);
	return found && { length: found.size, stream: createReadStream(name) };
}

/**
 * Takes in chunks that arrived before it was known whose they are (a sender's): their folder is moved here
 * whole. Gives the bytes of all together.
 */
export async function adoptChunks(place: FilePlace, arrived: string): Promise<number> {
	const folder = folderOf(place);
	await mkdir(join(folder, '..'), { recursive: true, mode: 0o700 });
	await rename(arrived, folder);
	const parent = await open(join(folder, '..'), 'r');
	await parent.sync().finally(() => parent.close());
	return sizeOfChunks(place, await listChunks(place));
}

/** Removes a file's chunks. */
export async function removeChunks(place: FilePlace): Promise<void> {
	await rm(folderOf(place), { recursive: true, force: true });
}
