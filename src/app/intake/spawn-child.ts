import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LogFields } from '#platform/log/log.ts';
import type { Runtime } from '#platform/runtime.ts';

/** A child that listens. */
export interface IntakeChild {
	readonly socket: string;
	/** It has ended, or is about to and listens no more. */
	readonly ended: () => boolean;
	/** Lets it finish what is under way; after ten seconds it is killed. */
	readonly end: () => Promise<void>;
	/** For tests: as a crash would. */
	readonly kill: () => void;
}

export interface ChildSettings {
	readonly databaseUrl: string;
	readonly shellsAt: string;
	readonly shellSecret: string;
	readonly mostRequests: number;
	readonly idleMs: number;
}

/** Longer paths are no addresses of sockets on Linux and macOS. */
const longestPath = 100;

/** Starts a child and waits until it listens. It inherits nothing of the environment but the path. */
export async function spawnIntakeChild(runtime: Runtime, settings: ChildSettings): Promise<IntakeChild> {
	const folder = await socketFolder(runtime.config.dataDir);
	const socket = join(folder, `${randomBytes(6).toString('hex')}.sock`);
	const script = fileURLToPath(new URL('child.ts', import.meta.url));
	// No core of this process is ever written; `ulimit` is the shell's, so the shell starts it.
	const child = spawn(
		'/bin/sh',
		['-c', 'ulimit -c 0; exec "$0" --disable-warning=ExperimentalWarning "$1"', process.execPath, script],
		{
			stdio: ['pipe', 'pipe', 'ignore'],
			env: { PATH: process.env.PATH, NODE_ENV: 'production' },
		},
	);
	const ready = readLines(runtime, child);
	child.stdin.on('error', () => undefined);
	child.stdin.write(`${JSON.stringify({ ...settings, socket, dataDir: runtime.config.dataDir })}\n`);
	let over = false;
	child.once('exit', () => {
		over = true;
		rmSync(socket, { force: true });
	});
	await ready;
	return {
		socket,
		ended: () => over,
		kill: () => child.kill('SIGKILL'),
		async end() {
			if (over) return;
			const gone = once(child, 'exit');
			child.stdin.end();
			const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
			await gone;
			clearTimeout(patience);
		},
	};
}

/** Its lines become lines of our log; the first says that it listens. */
function readLines(runtime: Runtime, child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		child.once('exit', () => reject(new Error('The intake’s child ended before it listened')));
		child.once('error', reject);
		if (!child.stdout) return reject(new Error('The intake’s child cannot be heard'));
		createInterface({ input: child.stdout }).on('line', (line) => {
			const { event, ...fields } = JSON.parse(line) as { event: string } & LogFields;
			if (event === 'ready') resolve();
			else runtime.log.problem(event, fields);
		});
	});
}

async function socketFolder(dataDir: string): Promise<string> {
	const folder = join(dataDir, 'run');
	if (folder.length + 20 > longestPath) return mkdtemp(join(tmpdir(), 'accord-run-'));
	await mkdir(folder, { recursive: true, mode: 0o700 });
	return folder;
}
