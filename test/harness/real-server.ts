/**
 * The server as people run it: a process of its own on a data folder of its own, with its database, its
 * pages and everything it says kept. For proofs that stop it, kill it, or search what it leaves behind.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = path.join(import.meta.dirname, '..', '..');

export interface RealServer {
	/** `http://localhost:PORT`; the same after each start. */
	readonly address: string;
	readonly dataDir: string;
	/** Path and fragment of the one-time link that the first start printed. */
	readonly firstStart: () => string | undefined;
	/** Everything that it has said on stdout and stderr, of every start. */
	readonly said: () => string;
	readonly pid: () => number;
	/** The embedded database's own process. */
	readonly databasePid: () => Promise<number>;
	/** Starts it (again) and waits until it is ready. */
	readonly start: () => Promise<void>;
	/** Stops it as an operator does; resolves with its exit code. */
	readonly stop: () => Promise<number | null>;
	/** `kill -9`: nothing is told, nothing is finished. */
	readonly kill: () => Promise<void>;
	/** Stops it if it runs and removes its folder. */
	readonly end: () => Promise<void>;
}

/** What differs from an ordinary start. */
export interface Wishes {
	readonly programme?: 'serve' | 'demo';
	readonly env?: Readonly<Record<string, string>>;
	/** Where the data go; a fresh temporary folder unless given (and then the caller removes it). */
	readonly dataDir?: string;
	/** Runs the server under this command: `['prlimit', '--fsize=…']`. */
	readonly under?: readonly string[];
}

/** Starts the server on an empty folder and waits until it is ready. */
export async function startRealServer(wishes: Wishes = {}): Promise<RealServer> {
	if (!existsSync(path.join(root, 'build', 'handler.js'))) {
		throw new Error('The pages are not built: npm run build');
	}
	const dataDir = wishes.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'accord-real-')));
	const port = await freePort();
	const said: string[] = [];
	let child: ChildProcess | undefined;

	const start = async (): Promise<void> => {
		const from = said.length;
		const programme = path.join(root, 'src', 'app', `${wishes.programme ?? 'serve'}.ts`);
		const [command = '', ...args] = [...(wishes.under ?? []), process.execPath, programme];
		const started = spawn(command, args, {
			cwd: root,
			env: {
				PATH: process.env.PATH,
				HOME: process.env.HOME,
				...wishes.env,
				PORT: String(port),
				ACCORD_DATA: dataDir,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		child = started;
		for (const stream of [started.stdout, started.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
		}
		for (const end = performance.now() + 90_000; ;) {
			const text = said.slice(from).join('');
			if (/Accord is ready at/.test(text)) break;
			if (started.exitCode !== null || started.signalCode !== null || performance.now() > end) {
				throw new Error(`The server did not start:\n${text}`);
			}
			await pause(20);
		}
	};
	const running = (): ChildProcess => {
		if (!child || child.exitCode !== null || child.signalCode !== null) {
			throw new Error(`The server does not run:\n${said.join('').slice(-2000)}`);
		}
		return child;
	};
	const finish = async (signal: NodeJS.Signals): Promise<number | null> => {
		const ending = running();
		const ended = once(ending, 'exit');
		ending.kill(signal);
		await ended;
		return ending.exitCode;
	};
	const server: RealServer = {
		address: `http://localhost:${port}`,
		dataDir,
		firstStart: () => /(\/ru\/desk\/begin#[\w-]+)/.exec(said.join(''))?.[1],
		said: () => said.join(''),
		pid: () => {
			const { pid } = running();
			if (pid === undefined) throw new Error('The server has no number');
			return pid;
		},
		databasePid: () => databasePid(dataDir),
		start,
		stop: () => finish('SIGTERM'),
		kill: async () => {
			await finish('SIGKILL');
		},
		end: async () => {
			if (child && child.exitCode === null && child.signalCode === null) await finish('SIGTERM');
			if (wishes.dataDir === undefined) await removeOnceQuiet(dataDir);
		},
	};
	try {
		await start();
	} catch (problem) {
		if (child && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
		throw problem;
	}
	return server;
}

/** The database's process, from the note that it keeps in its folder. */
export async function databasePid(dataDir: string): Promise<number> {
	const note = await readFile(path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
	return Number(note.split('\n')[0]);
}

/** After a kill the database needs a moment to notice and to end. */
async function removeOnceQuiet(folder: string): Promise<void> {
	for (let tries = 0; ; tries++) {
		const pid = await databasePid(folder).catch(() => undefined);
		if (pid === undefined || !existsSync(`/proc/${pid}`) || tries > 100) break;
		await pause(100);
	}
	await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}

async function freePort(): Promise<number> {
	const probe = createServer();
	probe.listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	await once(probe, 'close');
	if (address === null || typeof address === 'string') throw new Error('There is no free port');
	return address.port;
}
