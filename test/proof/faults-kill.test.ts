/**
 * Fault proof: whatever is killed, and whenever, what was acknowledged is there afterwards, once. Real
 * server, real database, real clients over HTTP; nothing is simulated.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginOpenNetwork, openRequests } from '#test/builders/desk-over-http.ts';
import type { RealNetwork } from '#test/builders/real-network.ts';
import { visitorAt } from '#test/builders/visitor-over-http.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { findLosses, listAll } from './load/check.ts';
import { seededRandom } from './load/random.ts';
import { acknowledgedIn, findLostLetters, keepWritingIn, type Sent } from './load/visitors.ts';
import { keepWriting } from './load/writers.ts';
import type { Writer } from './load/writes.ts';

const kills = { server: 14, database: 8 };
const seed = Number(process.env.ACCORD_SEED ?? Date.now() % 1_000_000);

let server: RealServer;
let network: RealNetwork;
let writers: Writer[];

beforeAll(async () => {
	await vaultReady();
	// Behind one proxy, which says whence somebody comes.
	server = await startRealServer({ env: { ACCORD_PROXIES: '1' } });
	network = await beginOpenNetwork(server);
	const { organisation, vault } = network;
	writers = [];
	for (let at = 0; at < 3; at++) {
		const client = await network.another();
		writers.push({ client, acting: await network.acting(client), organisation, vault });
	}
});
afterAll(() => server.end());

test(`${kills.server} kills of the server and ${kills.database} of the database under load lose and double nothing (seed ${seed})`, async () => {
	const random = seededRandom(seed);
	let stopped = false;
	const writing = writers.map((writer, at) =>
		keepWriting(writer, `writer ${at}`, { random: seededRandom(seed + at), stopped: () => stopped }),
	);
	const sent: Sent[] = ['Anna', 'Boris'].map(() => ({ letters: [], retried: 0, refused: [] }));
	const writingIn = sent.map((one, at) =>
		keepWritingIn(server.address, `Sender ${at}`, one, {
			random: seededRandom(seed + 10 + at),
			stopped: () => stopped,
		}),
	);
	const deeds = [
		...Array.from({ length: kills.server }, () => 'server' as const),
		...Array.from({ length: kills.database }, () => 'database' as const),
	].toSorted(() => random() - 0.5);
	try {
		for (const [at, deed] of deeds.entries()) {
			await pause(150 + random() * 700);
			// The intake's process takes its time to start: some kills wait until somebody got through.
			if (at % 3 === 2) await untilSomebodyWroteIn(sent);
			if (deed === 'server') {
				await server.kill();
				await server.start();
			} else {
				process.kill(await server.databasePid(), 'SIGKILL');
				await untilReady(server);
			}
		}
		await pause(300);
	} finally {
		stopped = true;
	}
	const written = await Promise.all(writing);
	await Promise.all(writingIn);
	const sum = (pick: (one: (typeof written)[number]) => number) =>
		written.reduce((total, one) => total + pick(one), 0);
	expect(written.flatMap(({ refused }) => refused)).toEqual([]);
	// The proof is one only if the kills met writes: some were answered late, some never.
	expect(sum(({ acknowledged }) => acknowledged)).toBeGreaterThan(100);
	expect(sum(({ retried }) => retried)).toBeGreaterThan(10);

	// A fresh ring verifies the signed log and the grants from their first record.
	const { client } = network.coordinator;
	const acting = await network.acting(client);
	expect(acting.ring.organisations().flatMap(({ problems }) => problems)).toEqual([]);
	const folders = written.flatMap((one) => one.folders);
	expect(await findLosses({ client, acting }, folders)).toEqual([]);

	const letters = sent.flatMap((one) => one.letters);
	expect(sent.flatMap(({ refused }) => refused)).toEqual([]);
	expect(acknowledgedIn(sent)).toBeGreaterThan(6);
	expect(sent.reduce((total, { retried }) => total + retried, 0)).toBeGreaterThan(2);
	const requests = await openRequests(network, acting);
	expect(findLostLetters(letters, requests)).toEqual([]);
	// Who was shown a code comes back with it.
	for (const [at, { code }] of letters.slice(-8).entries()) {
		const from = visitorAt(server.address, { 'x-forwarded-for': `192.0.2.${at}` });
		expect((await from.post('/ru/write/follow', { code })).status).toBe(200);
	}

	const listed = await listAll(client, network);
	const acknowledged = folders.filter((folder) => folder.acknowledged.length > 0);
	const names = listed.map(({ folder }) => folder);
	expect(new Set(names).size, 'a folder is listed once').toBe(names.length);
	expect(acknowledged.filter(({ place }) => !names.includes(place.folder))).toEqual([]);
	expect(new Set(listed.map(({ change }) => change)).size, 'no two folders share a number').toBe(
		listed.length,
	);
}, 240_000);

async function untilSomebodyWroteIn(sent: readonly Sent[]): Promise<void> {
	const before = acknowledgedIn(sent);
	for (const end = performance.now() + 30_000; performance.now() < end; await pause(20)) {
		if (acknowledgedIn(sent) > before) return;
	}
	throw new Error('Nobody could write in any more');
}

async function untilReady({ address }: RealServer): Promise<void> {
	for (const end = performance.now() + 30_000; performance.now() < end; await pause(30)) {
		const answer = await fetch(`${address}/readyz`).catch(() => undefined);
		if (answer?.ok) return;
	}
	throw new Error('The database did not come back by itself');
}
