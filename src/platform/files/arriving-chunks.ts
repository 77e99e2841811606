import { constants } from 'node:fs';
import { link, mkdir, open, readdir, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';

/**
 * Sealed chunks of files that are arriving, before it is known whose they are: `files/arriving/<id>/<index>`
 * in the data folder. Only ciphertext ever comes here, also as a temporary file; nothing is interpreted. A
 * chunk is written whole or not at all, and once.
 */
export interface ArrivingChunks {
	/**
	 * Keeps a chunk and answers once it is on the disk: `kept`; `there` when the same bytes were kept
	 * before (a repeated upload); `differs` when other bytes stand under that number (refused).
	 */
	readonly keep: (file: string, index: number, bytes: Uint8Array) => Promise<'kept' | 'there' | 'differs'>;
	/** The numbers of the chunks that are there, ascending. */
	readonly list: (file: string) => Promise<number[]>;
	/** Where a file's chunks lie, for whoever moves them on. */
	readonly folderOf: (file: string) => string;
	/** Takes a file away. That it was not there is no mistake. */
	readonly remove: (file: string) => Promise<void>;
}

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The store of this data folder. */
export function openArrivingChunks(dataDir: string): ArrivingChunks {
	const folderOf = (file: string): string => {
		if (!id.test(file)) throw new Error('The id of a file has not the shape of one');
		return join(dataDir, 'files', 'arriving', file);
	};
	const pathOf = (file: string, index: number): string => {
		if (!Number.isSafeInteger(index) || index < 0) throw new Error('A chunk is numbered from 0');
		return join(folderOf(file), String(index));
	};
	return {
		folderOf,
		async keep(file, index, bytes) {
			const path = pathOf(file, index);
			await mkdir(dirname(path), { recursive: true, mode: 0o700 });
			const before = await readOrNothing(path);
			if (before) return before.equals(bytes) ? 'there' : 'differs';
			return writeWhole(path, bytes);
		},
		async list(file) {
			const names = await namesIn(folderOf(file));
			return names
				.filter((name) => /^\d+$/.test(name))
				.map(Number)
				.sort((a, b) => a - b);
		},
		remove: (file) => rm(folderOf(file), { recursive: true, force: true }),
	};
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<'kept' | 'there' | 'differs'> {
	const unfinished = `${path}.${randomUUID()}.part`;
	const handle = await open(unfinished, 'wx', 0o600);
	try {
		await handle.writeFile(bytes);
		await handle.datasync();
	} finally {
		await handle.close();
	}
	try {
		// A link fails where the name is taken: of two that write the same number, one wins.
		await link(unfinished, path);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
		const other = await readOrNothing(path);
		return other?.equals(bytes) ? 'there' : 'differs';
	} finally {
		await unlink(unfinished);
	}
	await syncFolder(dirname(path));
	return 'kept';
}

async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, constants.O_RDONLY);
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
	try {
		const handle = await open(path, constants.O_RDONLY);
		try {
			return await handle.readFile();
		} finally {
			await handle.close();
		}
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw cause;
	}
}

async function namesIn(path: string): Promise<string[]> {
	try {
		return await readdir(path);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw cause;
	}
}
