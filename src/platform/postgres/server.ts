/** One run of the database server's process: beginning, end, and the watch that it does not outlive us. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Programmes } from './binaries.ts';
import { discreet } from './discreet.ts';
import { explain } from './explain.ts';
import type { Folder } from './folder.ts';
import { signal } from './processes.ts';
import { serverArguments, type Overrides } from './settings.ts';

export type Log = (line: string) => void;

export type Running = {
	pid: number;
	/** Settles when the process has ended, with what it last said. */
	ended: Promise<string[]>;
	/** Ends it: politely, then firmly, then by force. */
	stop(): Promise<void>;
};

/** No core file: a core of the server would hold what it had just read. */
const launch = 'ulimit -c 0; exec "$@"';

/**
 * Waits for the end of its input, which comes when the process that started it is gone however it
 * went, and then stops the server. A shell, because it costs one megabyte and not forty.
 */
const watch = `ulimit -c 0
read -r word
[ "$word" = ended ] && exit 0
kill -INT "$1"
left=150
while [ $left -gt 0 ] && kill -0 "$1"; do sleep 0.1; left=$((left - 1)); done
[ $left -gt 0 ] || kill -QUIT "$1"`;

/** Only what the server needs: nothing of ours, and no PG* variable of the user's. */
const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Where a folder is for the server, and the descriptor to hand down for it. */
type Door = { path: string; descriptor: number | 'ignore' };

/**
 * A server that runs as somebody else may be unable to walk to its own folder (under /root, or in a
 * private temporary folder). It is handed the opened folder instead and names it by its descriptor.
 */
function door(folder: string, { runAs }: Folder, number: number): Door {
	if (!runAs) return { path: folder, descriptor: 'ignore' };
	const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
	return { path: `/proc/self/fd/${number}`, descriptor };
}

/** Runs one of the server's programmes on two folders, with everything about the user settled. */
export function spawnProgramme(
	folder: Folder,
	folders: { cluster: string; socket: string },
	command: (cluster: string, socket: string) => string[],
): ChildProcess {
	const cluster = door(folders.cluster, folder, 3);
	const socket = door(folders.socket, folder, 4);
	try {
		return spawn('/bin/sh', ['-c', launch, 'sh', ...command(cluster.path, socket.path)], {
			...folder.runAs,
			cwd: '/',
			env: environment,
			// Its own session: Ctrl-C at the terminal is for us, and we stop the server when we are done.
			detached: true,
			stdio: ['ignore', 'ignore', 'pipe', cluster.descriptor, socket.descriptor],
		});
	} finally {
		for (const { descriptor } of [cluster, socket]) if (typeof descriptor === 'number') closeSync(descriptor);
	}
}

/** Hands on each line that the programme says, and keeps the last ones for a message. */
export function listen(child: ChildProcess, log?: Log): string[] {
	const said: string[] = [];
	if (!child.stderr) return said;
	const mayBeSaid = discreet();
	createInterface({ input: child.stderr }).on('line', (line) => {
		if (!mayBeSaid(line)) return;
		said.push(line);
		if (said.length > 30) said.shift();
		log?.(line);
	});
	return said;
}

function watchOver(pid: number, { runAs }: Folder): ChildProcess {
	const watcher = spawn('/bin/sh', ['-c', watch, 'sh', String(pid)], {
		...runAs,
		cwd: '/',
		env: environment,
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	watcher.on('error', () => undefined);
	watcher.stdin?.on('error', () => undefined);
	return watcher;
}

/** Lets our own process end while the server still runs: the watch will stop it. */
function release(child: ChildProcess): void {
	child.unref();
	for (const stream of [child.stdin, child.stderr]) {
		if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
	}
}

/** Starts the server and waits until it accepts connections. */
export async function runServer(
	folder: Folder,
	{ postgres }: Programmes,
	socketDir: string,
	overrides: Overrides,
	log?: Log,
): Promise<Running> {
	const child = spawnProgramme(folder, { cluster: folder.cluster, socket: socketDir }, (cluster, socket) => [
		postgres,
		'-D',
		cluster,
		...serverArguments(socket, overrides),
	]);
	let accepts: () => void = () => undefined;
	const ready = new Promise<void>((resolve) => {
		accepts = resolve;
	});
	const said = listen(child, (line) => {
		if (line.includes('database system is ready to accept connections')) accepts();
		log?.(line);
	});
	const ended = new Promise<string[]>((resolve) => {
		child.on('error', (error) => resolve([...said, error.message]));
		child.on('close', () => resolve(said));
	});
	const { pid } = child;
	if (pid === undefined) throw explain(await ended, folder.root);

	const watcher = watchOver(pid, folder);
	void ended.then(() => watcher.stdin?.end('ended\n'));
	const failed = await Promise.race([ready.then(() => undefined), ended]);
	if (failed) throw explain(failed, folder.root);
	release(child);
	release(watcher);

	return { pid, ended, stop: () => end(pid, child, ended) };
}

/** Fast shutdown, which ends connections and writes a checkpoint; if that hangs, recovery does the rest. */
async function end(pid: number, child: ChildProcess, ended: Promise<string[]>): Promise<void> {
	child.ref();
	for (const [name, patience] of [
		['SIGINT', 20_000],
		['SIGQUIT', 5_000],
		['SIGKILL', 5_000],
	] as const) {
		if (!signal(pid, name)) break;
		let timer: NodeJS.Timeout | undefined;
		const outOfPatience = new Promise<'late'>((resolve) => {
			timer = setTimeout(resolve, patience, 'late');
		});
		const came = await Promise.race([ended, outOfPatience]);
		clearTimeout(timer);
		if (came !== 'late') return;
	}
	await ended;
}
