import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, as people run it. */
export interface Served {
	readonly address: string;
	readonly pid: number;
	/** From the start of the process to the line that says it is ready. */
	readonly readyMs: number;
	readonly dataDir: string;
	readonly stop: () => Promise<void>;
}

/** Starts the demonstration (or the plain server) on a data folder; a new one unless given. */
export async function serve(
	which: 'demo' | 'serve',
	more: { dataDir?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Served> {
	const own = more.dataDir === undefined;
	const dataDir = more.dataDir ?? (await mkdtemp(join(os.tmpdir(), 'accord-bench-')));
	const began = performance.now();
	const child = spawn(process.execPath, [fileURLToPath(new URL(`../src/app/${which}.ts`, import.meta.url))], {
		env: {
			...process.env,
			PORT: '0',
			ACCORD_DATA: dataDir,
			ACCORD_LOG: 'quiet',
			ACCORD_PROXIES: '1',
			...more.env,
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const address = await readyLine(child);
	return {
		address,
		pid: child.pid ?? 0,
		readyMs: performance.now() - began,
		dataDir,
		async stop() {
			if (child.exitCode === null) {
				child.kill('SIGTERM');
				await once(child, 'exit');
			}
			if (own) await rm(dataDir, { recursive: true, force: true });
		},
	};
}

/** A bare `node:http` server that sends the given bytes for every request: the peer of the public page. */
export async function serveBare(body: Buffer, headers: Record<string, string>): Promise<Served> {
	const source = `
		const http = require('node:http');
		const body = Buffer.from(process.env.BODY, 'base64');
		const headers = JSON.parse(process.env.HEADERS);
		const server = http.createServer((request, response) => { response.writeHead(200, headers); response.end(body); });
		server.listen(0, '127.0.0.1', () => console.log('is ready at http://localhost:' + server.address().port));`;
	const began = performance.now();
	const child = spawn(process.execPath, ['-e', source], {
		env: { ...process.env, BODY: body.toString('base64'), HEADERS: JSON.stringify(headers) },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const address = await readyLine(child);
	return {
		address,
		pid: child.pid ?? 0,
		readyMs: performance.now() - began,
		dataDir: '',
		async stop() {
			child.kill('SIGTERM');
			await once(child, 'exit');
		},
	};
}

async function readyLine(child: ChildProcess): Promise<string> {
	if (child.stdout === null) throw new Error('The server has no output to listen to');
	const lines = createInterface({ input: child.stdout });
	for await (const line of lines) {
		const address = /is ready at (http:\S+)/.exec(line)?.[1];
		if (address !== undefined) {
			child.stdout.resume();
			return address;
		}
	}
	throw new Error('The server ended before it was ready');
}
