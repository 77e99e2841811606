/**
 * Bad requests at the front door of a real server: paths, queries, forms, uploads that no page of ours sends.
 * Each is answered, none is the house's own fault, nothing of the machine is told, and the house stands.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginOpenNetwork } from '#test/builders/desk-over-http.ts';
import type { RealNetwork } from '#test/builders/real-network.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { rawRequests, send } from './bad-input/requests.ts';
import { newFile, newFolder, sendChunk, type Writer } from './load/writes.ts';

let server: RealServer;
let network: RealNetwork;
beforeAll(async () => {
	await vaultReady();
	server = await startRealServer();
	network = await beginOpenNetwork(server);
});
afterAll(() => server.end());

test('every one is answered as the asker’s mistake, and tells nothing of the machine', async () => {
	const pid = server.pid();
	await fc.assert(
		fc.asyncProperty(rawRequests, async (raw) => {
			const { status, text } = await send(server.address, raw);
			expect(status, `${raw.method} ${raw.path}`).toBeLessThan(500);
			expect(text).not.toMatch(/node_modules|\/src\/|at [\w.]+ \(|postgres|SELECT |ECONN|ENOENT/);
		}),
		{ numRuns: Number(process.env.ACCORD_RUNS ?? 300), interruptAfterTimeLimit: 90_000 },
	);
	expect(server.pid()).toBe(pid);
	expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
});

describe('an upload', () => {
	test('that is altered, too long, of another place or without an end keeps nothing', async () => {
		const client = await network.another();
		const { organisation, vault } = network;
		const writer: Writer = { client, acting: await network.acting(client), organisation, vault };
		const { folder, write } = newFolder(writer, 'with a file');
		expect(await write.send()).toBe('acknowledged');
		const bytes = async (body: Uint8Array) => {
			const file = newFile(writer, folder);
			const start = {
				organisation,
				folder: folder.place.folder,
				chain: 'internal',
				file: file.kept.file,
				chunks: 1,
			};
			await client.act('folders.startFile', start as never);
			const at = { organisation, file: file.kept.file, index: 0 };
			const kept = await sendChunk(client, at, body);
			const read = await client.ask(`/api/files/${organisation}/${file.kept.file}/0`);
			return { kept: kept.ok, there: read.status === 200 };
		};
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (body) => {
				expect(await bytes(body)).toEqual({ kept: false, there: false });
			}),
			{ numRuns: 40 },
		);
		expect(await bytes(new Uint8Array(9_000_000))).toEqual({ kept: false, there: false });
		// The same address with names that are none: refused by name.
		for (const index of ['-1', '1.5', '999999999999', 'x', '%00', '..%2f0']) {
			const answer = await client.ask(`/api/files/${organisation}/${randomUUID()}/${index}`, {
				method: 'PUT',
				body: 'x',
			});
			expect(answer.status).toBe(404);
		}
	});
});
