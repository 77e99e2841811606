import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A disk that can be filled and emptied again without touching anybody else's. */
export interface SmallDisk {
	readonly dataDir: string;
	/** Put before the server's command line. */
	readonly under: readonly string[];
	/** `whole`: nothing more can be written. `files`: no file can grow past some megabytes. */
	readonly kind: 'whole' | 'files';
	readonly fill: () => void;
	readonly empty: () => Promise<void>;
	readonly remove: () => Promise<void>;
}

/** The largest file under the substitute for a full disk: a few of the database's own segments. */
const largestFile = 6 * 1024 * 1024;

/**
 * A small file system in memory where we may mount one; elsewhere (not root, a closed container) a limit on
 * the size of every file, which the kernel enforces with EFBIG where a full disk says ENOSPC.
 */
export async function openSmallDisk(megabytes = 260): Promise<SmallDisk> {
	const place = await mkdtemp(path.join(os.tmpdir(), 'accord-disk-'));
	const mounted =
		spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'accord-test', place]).status === 0;
	const filler = path.join(place, 'filler');
	if (!mounted) {
		return {
			dataDir: path.join(place, 'data'),
			under: ['prlimit', `--fsize=${largestFile}`],
			kind: 'files',
			fill: () => undefined,
			empty: async () => undefined,
			remove: () => rm(place, { recursive: true, force: true }),
		};
	}
	return {
		dataDir: path.join(place, 'data'),
		under: [],
		kind: 'whole',
		fill: () => fill(filler),
		empty: () => rm(filler, { force: true }),
		async remove() {
			// What was just stopped may hold it for a moment.
			for (let tries = 0; tries < 50; tries++) {
				if (spawnSync('umount', [place]).status === 0) break;
				await pause(200);
			}
			await rm(place, { recursive: true, force: true });
		},
	};
}

/** Writes until nothing more goes in, at the end byte by byte. */
function fill(file: string): void {
	const filler = openSync(file, 'a');
	for (const size of [1024 * 1024, 4096, 1]) {
		const block = Buffer.alloc(size, 1);
		try {
			for (;;) writeSync(filler, block);
		} catch (problem) {
			if ((problem as NodeJS.ErrnoException).code !== 'ENOSPC') throw problem;
		}
	}
	closeSync(filler);
}
