/**
 * Fault proof: a dead database, an interrupted upload, an orderly stop in the middle of requests. The page
 * says what is the matter, nothing acknowledged is lost, and the house comes back by itself.
 */
import { request } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '#test/builders/people.ts';
import { beginRealNetwork, type RealNetwork } from '#test/builders/real-network.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startPostgres, type Postgres } from '#platform/postgres/index.ts';
import type { Result } from '#platform/result.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { startFile } from '#vault/seal/file.ts';
import { findLosses } from './load/check.ts';
import { newEntry, newFolder, outcomeOf, sendChunk, type WrittenFolder, type Writer } from './load/writes.ts';

let place: string;
let database: Postgres;
let server: RealServer;
let network: RealNetwork;
let writer: Writer;

beforeAll(async () => {
	await vaultReady();
	place = await mkdtemp(path.join(os.tmpdir(), 'accord-trouble-'));
	database = await startPostgres({ dataDir: path.join(place, 'postgres') });
	server = await startRealServer({ env: { DATABASE_URL: database.url } });
	network = await beginRealNetwork(server);
	const { organisation, vault, coordinator } = network;
	writer = {
		client: coordinator.client,
		acting: await network.acting(coordinator.client),
		organisation,
		vault,
	};
});
afterAll(async () => {
	await server.end();
	await database.stop();
	await rm(place, { recursive: true, force: true });
});

async function keptFolder(text: string): Promise<WrittenFolder> {
	const { folder, write } = newFolder(writer, text);
	expect(await write.send()).toBe('acknowledged');
	folder.acknowledged.push(...folder.unknown.splice(0));
	return folder;
}

const page = async (address: string) => {
	const response = await fetch(`${server.address}${address}`, { headers: { accept: 'text/html' } });
	return { status: response.status, html: await response.text() };
};

describe('a dead database', () => {
	test('is said in words on every page, without script; clients keep what they send; it comes back by itself', async () => {
		const folder = await keptFolder('before');
		const next = newEntry(writer, folder, 'while it is dead');
		await database.stop();
		for (const [address, words] of [
			['/en?anew=1', 'The database does not answer just now'],
			['/ru?anew=1', 'База данных сейчас не отвечает'],
			['/en/nothing-here', 'The database does not answer just now'],
		] as const) {
			const { status, html } = await page(address);
			expect(status).toBeGreaterThanOrEqual(500);
			expect(html).toContain(words);
			expect(html).not.toMatch(/<script/);
			expect(html).toMatch(/<html[^>]* lang="(ru|en)"[\s\S]*<title>[^<]{5,}<\/title>[\s\S]*<h1[ >]/);
		}
		expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
		expect((await fetch(`${server.address}/readyz`)).status).toBe(503);
		expect(await next.write.send()).toBe('unknown');
		await pause(5_500); // Who acts is remembered for five seconds; afterwards the database is asked for it too.
		expect(await next.write.send()).toBe('unknown');

		database = await startPostgres({ dataDir: path.join(place, 'postgres') });
		await expect.poll(() => next.write.send(), { timeout: 15_000, interval: 100 }).toBe('acknowledged');
		folder.acknowledged.push(next.spelled);
		expect((await page('/en?anew=2')).status).toBe(200);
		expect(await findLosses(writer, [folder])).toEqual([]);
		// One connection listens for news and is tried again with growing pauses, not by more and more at once.
		const tries = server.said().split('live.reconnect').length - 1;
		expect(tries).toBeLessThan(15);
	});
});

describe('an upload', () => {
	test('that breaks off leaves nothing half kept, and is made whole when it is sent again', async () => {
		const folder = await keptFolder('with a file');
		const sealer = must(startFile(600_000));
		const chunks: Uint8Array[] = [];
		for (let at = 0; at < sealer.chunks; at++) {
			chunks.push(must(sealer.sealNext(new Uint8Array(sealer.wants()).fill(at))));
		}
		const { organisation, folder: id, chain } = folder.place;
		const { file } = sealer;
		const start = { organisation, folder: id, chain, file, chunks: sealer.chunks };
		must((await writer.client.act('folders.startFile', start as never)) as Result<unknown>);
		const [first, second, third] = chunks;
		if (!first || !second || !third) throw new Error('Three chunks were wanted');
		const at = (index: number) => ({ organisation, file, index });

		await breakOff(`${server.address}/api/files/${organisation}/${file}/0`, first);
		const have = async () =>
			must(
				(await writer.client.act('folders.findFile', { organisation, file } as never)) as Result<{
					have: number[];
					complete: boolean;
				}>,
			);
		expect((await have()).have).toEqual([]);

		// Out of order, twice at once, one of them misplaced: only what is whole and right is kept.
		const sent = await Promise.all([
			sendChunk(writer.client, at(2), third),
			sendChunk(writer.client, at(2), third),
			sendChunk(writer.client, at(1), first),
			sendChunk(writer.client, at(0), first.subarray(0, first.length - 1)),
		]);
		expect(sent.map(outcomeOf)).toEqual([
			'acknowledged',
			'acknowledged',
			{ refused: 'file.chunk-misplaced' },
			expect.anything(),
		]);
		must(await sendChunk(writer.client, at(0), first));
		must(await sendChunk(writer.client, at(1), second));
		expect(await have()).toMatchObject({ have: [0, 1, 2], complete: true });
		for (const [index, chunk] of chunks.entries()) {
			const got = await writer.client.ask(`/api/files/${organisation}/${file}/${index}`);
			expect(Buffer.from(await got.arrayBuffer()).equals(chunk), `chunk ${index}`).toBe(true);
		}
	});
});

describe('an orderly stop', () => {
	test('in the middle of requests loses nothing that was acknowledged', async () => {
		const folders = await Promise.all(Array.from({ length: 12 }, (_, at) => keptFolder(`stop ${at}`)));
		let stopping = false;
		const busy = folders.map(async (folder) => {
			for (;;) {
				const next = newEntry(writer, folder, 'more');
				const outcome = await next.write.send();
				if (outcome === 'acknowledged') {
					folder.acknowledged.push(next.spelled);
					folder.heads = [next.hash];
				} else {
					expect(outcome).toBe('unknown');
					folder.unknown.push(next.spelled);
					if (stopping) return;
				}
			}
		});
		await pause(400);
		stopping = true;
		expect(await server.stop()).toBe(0);
		await Promise.all(busy);
		await server.start();
		expect(folders.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0)).toBeGreaterThan(50);
		expect(await findLosses(writer, folders)).toEqual([]);
	});
});

/** Sends half of the body it announced, then hangs up. */
function breakOff(address: string, body: Uint8Array): Promise<void> {
	return new Promise((resolve) => {
		const sending = request(address, {
			method: 'PUT',
			headers: {
				'content-type': 'application/octet-stream',
				'content-length': body.length,
				cookie: `accord_session=${network.coordinator.client.cookie()}`,
			},
		});
		sending.on('error', () => resolve());
		sending.on('close', () => resolve());
		sending.write(Buffer.from(body.subarray(0, body.length / 2)), () => {
			setTimeout(() => sending.destroy(), 50);
		});
	});
}
