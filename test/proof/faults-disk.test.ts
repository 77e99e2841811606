/**
 * Fault proof: the disk is full. What was acknowledged stays; what cannot be kept is not acknowledged; the
 * house says why, and goes on by itself when there is room again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '#test/builders/people.ts';
import { beginRealNetwork } from '#test/builders/real-network.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { openSmallDisk, type SmallDisk } from '#test/harness/small-disk.ts';
import type { Result } from '#platform/result.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { startFile } from '#vault/seal/file.ts';
import { findLosses } from './load/check.ts';
import {
	newEntry,
	newFolder,
	outcomeOf,
	sendChunk,
	type Outcome,
	type WrittenFolder,
	type Writer,
} from './load/writes.ts';

let disk: SmallDisk;
let server: RealServer;
let writer: Writer;
const planted = 'Тимофей Незабудкин';

beforeAll(async () => {
	await vaultReady();
	disk = await openSmallDisk();
	server = await startRealServer({ dataDir: disk.dataDir, under: disk.under });
	const network = await beginRealNetwork(server);
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
	await disk.remove();
});

async function append(folder: WrittenFolder, text: string): Promise<Outcome> {
	const next = newEntry(writer, folder, text);
	const outcome = await next.write.send();
	if (outcome === 'acknowledged') {
		folder.acknowledged.push(next.spelled);
		folder.heads = [next.hash];
	} else folder.unknown.push(next.spelled);
	return outcome;
}

test('a full disk loses nothing that was acknowledged, and what does not fit is told', async () => {
	const begun = newFolder(writer, planted);
	const { folder } = begun;
	expect(await begun.write.send()).toBe('acknowledged');
	folder.acknowledged.push(...folder.unknown.splice(0));
	expect(await append(folder, 'before')).toBe('acknowledged');

	disk.fill();
	const outcomes: Outcome[] = [];
	const letter = `${planted} ${Array.from({ length: 20_000 }, () => Math.random().toString(36)).join('')}`;
	while (outcomes.length < 80 && !(outcomes.at(-1) === 'unknown' && outcomes.at(-2) === 'unknown')) {
		outcomes.push(await append(folder, letter));
	}
	expect(outcomes, 'the disk was never full').toContain('unknown');
	expect(outcomes.filter((outcome) => typeof outcome === 'object')).toEqual([]);
	if (disk.kind === 'whole')
		expect(await sendBigFile(folder)).toEqual({
			refused: expect.stringMatching(/^file\.(disk-full|unknown)$/),
		});

	const answer = await fetch(`${server.address}/ru?anew=1`, { headers: { accept: 'text/html' } });
	const html = await answer.text();
	expect(html).toMatch(/<h1[ >]/);
	if (!answer.ok) expect(html).toMatch(/База данных сейчас не отвечает|закончилось место/);

	await disk.empty();
	if (disk.kind === 'whole') {
		await expect.poll(() => append(folder, 'after'), { timeout: 40_000, interval: 300 }).toBe('acknowledged');
	} else {
		await server.stop();
		await server.start();
	}
	await pause(200);
	expect(await findLosses(writer, [folder])).toEqual([]);
	expect(server.said()).not.toContain('STATEMENT');
	expect(server.said()).not.toContain(planted);
});

/** Chunks go to files, not into the database: there the disk is found full by ourselves. */
async function sendBigFile({ place }: WrittenFolder): Promise<Outcome> {
	const sealer = must(startFile(250_000));
	const chunk = must(sealer.sealNext(new Uint8Array(sealer.wants())));
	const { organisation, folder, chain } = place;
	const start = { organisation, folder, chain, file: sealer.file, chunks: sealer.chunks };
	const started = (await writer.client.act('folders.startFile', start as never)) as Result<unknown>;
	if (!started.ok) return { refused: 'file.unknown' };
	return outcomeOf(await sendChunk(writer.client, { organisation, file: sealer.file, index: 0 }, chunk));
}
