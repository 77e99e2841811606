/**
 * Fault proof: whoever starts the house can be killed without a word, and nothing of it goes on unseen: no
 * database, no child, no filling of the demonstration.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processTree } from '#test/harness/process-tree.ts';
import { startRealServer } from '#test/harness/real-server.ts';
import { demonstrationState } from '#demo/state.ts';

const root = path.join(import.meta.dirname, '..', '..');
const patience = { timeout: 40_000, interval: 50 };
let dataDir: string;
beforeEach(async () => {
	dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-processes-'));
});
afterEach(async () => {
	await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

test('a killed server leaves nothing running', async () => {
	const server = await startRealServer({ dataDir });
	// The page of the intake: its child is started by the first who asks.
	expect((await fetch(`${server.address}/en/write`)).status).toBe(200);
	const tree = processTree(server.pid());
	expect(tree.size).toBeGreaterThan(4);
	await server.kill();
	await expect.poll(tree.left, patience).toEqual([]);
});

test('a demonstration that is killed while it is filled stops filling, and the next one is made anew', async () => {
	const first = demonstrate();
	await expect.poll(() => demonstrationState(dataDir), patience).toBe('filling');
	await expect.poll(() => processTree(first.pid ?? 0).size, patience).toBeGreaterThan(4);
	const tree = processTree(first.pid ?? 0);
	first.kill('SIGKILL');
	await expect.poll(tree.left, patience).toEqual([]);
	expect(await demonstrationState(dataDir)).toBe('filling');

	const again = demonstrate();
	await expect.poll(() => again.said.join(''), { timeout: 120_000 }).toMatch(/ready at http/);
	expect(again.said.join('')).toContain('made anew');
	const ended = once(again, 'exit');
	again.kill('SIGTERM');
	expect((await ended)[0]).toBe(0);
	expect(existsSync(path.join(dataDir, 'postgres', 'owner.json'))).toBe(false);

	// What is invented must not be taken for a network of one's own.
	const own = run('serve.ts');
	expect((await once(own, 'exit'))[0]).toBe(1);
	expect(own.said.join('')).toMatch(/holds the demonstration/);
});

const demonstrate = () => run('demo.ts');

function run(programme: string): ChildProcess & { readonly said: string[] } {
	const said: string[] = [];
	const child = spawn(process.execPath, [path.join(root, 'src', 'app', programme)], {
		cwd: root,
		env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ACCORD_DATA: dataDir },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
	}
	return Object.assign(child, { said });
}
