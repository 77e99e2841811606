/**
 * Seizure proof: what people who write said, and what the staff said to them and to each other, is planted
 * through the real pages; then the memory of the running server, its whole disk, its temporary files and
 * its logs are searched for it, byte by byte, in every encoding. A control word shows that the search finds.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerAndNote, openDesk, openRequests } from '#test/builders/desk-over-http.ts';
import { makeHttpClient } from '#test/builders/http-client.ts';
import { beginRealNetwork, type RealNetwork } from '#test/builders/real-network.ts';
import { hiddenFields, textOf, visitorAt, writeIn, type Visitor } from '#test/builders/visitor-over-http.ts';
import { askDatabase } from '#test/harness/database-of.ts';
import { writeMemoryImage } from '#test/harness/memory-image.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { needlesOf, searchPlaces, type Found } from '#platform/seizure/index.ts';
import { signIn } from '#programmes/members/sealed/sign-in.ts';
import { vaultReady } from '#vault/format/sodium.ts';

/** Every planted sentence holds one of these; they stand nowhere else. */
const latin = 'Zverozubova-Quillfeather';
const cyrillic = 'Ъжельбеева Фёкла';
const planted = [latin, cyrillic];
const narrative = `${cyrillic} задержана у дома, рядом была ${latin}; её телефон +7 999 765-43-21.`;

let place: string;
let server: RealServer;
let network: RealNetwork;
let visitor: Visitor;
const secrets: string[] = [];

beforeAll(async () => {
	await vaultReady();
	place = await mkdtemp(path.join(os.tmpdir(), 'accord-seizure-'));
	const temporary = path.join(place, 'tmp');
	await mkdir(temporary);
	server = await startRealServer({ dataDir: path.join(place, 'data'), env: { TMPDIR: temporary } });
	network = await beginRealNetwork(server);
	const [row] = await askDatabase<{ id: string; follow_salt: Buffer }>(
		server.dataDir,
		'select id, follow_salt from accord.network',
	);
	if (!row) throw new Error('There is no network');
	const acting = await network.acting(network.coordinator.client);
	await openDesk(network, acting, { id: row.id, salt: row.follow_salt });
	visitor = visitorAt(server.address, {
		'user-agent': 'Peculiarbrowser/9',
		'x-forwarded-for': '203.0.113.77',
	});
});
afterAll(async () => {
	await server.end();
	await rm(place, { recursive: true, force: true });
});

const files = () => [
	{ name: `${cyrillic}.txt`, type: 'text/plain', bytes: Buffer.from(`${narrative}\n`.repeat(3000)) },
	{ name: 'scan.txt.gz', type: 'application/gzip', bytes: gzipSync(Buffer.from(narrative)) },
];

describe('everything is planted', () => {
	test('by people who write without script, refused forms and wrong codes among it', async () => {
		const refused = await visitor.post('/ru/write', {
			...hiddenFields((await visitor.get('/ru/write')).html),
			text: narrative,
		});
		expect(refused.status).toBe(422);
		expect(refused.html, 'nothing typed is lost').toContain(cyrillic);
		for (const text of [narrative, `${latin} again`, `Destroyed: ${narrative}`]) {
			const fields = { need: 'detained-or-beaten', region: 'RU-MOW', text, word: cyrillic, reach: latin };
			const written = await writeIn(visitor, fields, { files: files() });
			secrets.push(written.code);
			secrets.push(written.code.replaceAll(/(\d{4})(?=\d)/g, '$1 '));
			expect(written.kept.status, textOf(written.kept.html)).toBe(200);
			const wrong = await visitor.post('/ru/write/follow', { code: `${written.code.slice(1)}7` });
			expect(wrong.status).toBeGreaterThanOrEqual(400);
		}
	});

	test('by the staff: answers, notes; by sign-in: passphrases, right and wrong', async () => {
		const client = await network.another();
		const acting = await network.acting(client);

		const requests = await openRequests(network, acting);
		expect(requests).toHaveLength(3);
		const said = requests.map(({ chain }) => {
			const body = chain.ordered[0]?.body as { text?: Uint8Array } | undefined;
			return body?.text ? Buffer.from(body.text).toString() : '';
		});
		expect(said.some((text) => text.includes(cyrillic))).toBe(true);
		for (const request of requests) {
			await answerAndNote(acting, request, {
				answer: `${latin}: вот что делать. ${narrative}`,
				note: `Заметка: ${narrative}`,
			});
		}
		const { loginName, passphrase } = network.coordinator;
		secrets.push(passphrase);
		const wrong = `${latin} wrong words here`;
		await signIn(makeHttpClient(server.address), { loginName, passphrase: wrong });
		await signIn(makeHttpClient(server.address), { loginName: 'nobody', passphrase });
	});

	test('by senders who come back: they read, write again, clear, destroy', async () => {
		const [first = '', , , , third = ''] = secrets;
		const read = await visitor.post('/ru/write/follow', { code: first });
		expect(textOf(read.html)).toContain('вот что делать');
		const hidden = hiddenFields(read.html);
		const again = await visitor.post(
			'/ru/write/follow',
			{ ...hidden, code: first, step: 'write', text: `Ещё: ${narrative}` },
			files(),
		);
		expect(again.status, textOf(again.html)).toBe(200);
		const answer = /name="answer" value="([^"]+)"/.exec(read.html)?.[1] ?? '';
		const cleared = await visitor.post('/ru/write/follow', { code: first, step: 'clear', answer });
		expect(textOf(cleared.html)).not.toContain('вот что делать');
		const destroyed = await visitor.post('/ru/write/follow', {
			code: third,
			step: 'destroy',
			asked: 'yes',
			sure: 'yes',
		});
		expect(destroyed.status).toBe(200);
		expect((await visitor.post('/ru/write/follow', { code: third })).status).toBe(404);
	});
});

describe('then the server is seized', () => {
	const words = () => [...planted, ...secrets];
	const find = async (where: string, sought: readonly string[]): Promise<Found[]> => [
		...(await searchPlaces([where], sought.flatMap(needlesOf))).found,
	];
	const shown = (found: readonly Found[]) =>
		found.map(({ path: file, as, word }) => `${path.relative(place, file)}: ${word} (${as})`);

	test('the memory of the main process holds none of it', async () => {
		const core = path.join(place, 'core');
		writeMemoryImage(server.pid(), core);
		// The name of the network is public: the search finds it in the same image.
		expect(await find(core, ['Сеть «Согласие»'])).not.toEqual([]);
		const found = await find(core, words());
		await rm(core);
		expect(shown(found)).toEqual([]);
	});

	test('the disk, the temporary files and the logs hold none of it', async () => {
		// What somebody puts into an address stands in the memory of its request; in a log it must not.
		await visitor.get(`/ru/write/follow?code=${secrets[0]}&text=${encodeURIComponent(cyrillic)}`);
		await visitor.get(`/ru?text=${encodeURIComponent(cyrillic)}`);
		await server.stop();
		const logs = path.join(place, 'captured.log');
		await writeFile(logs, server.said());
		expect(await find(server.dataDir, ['Сеть «Согласие»'])).not.toEqual([]);
		// Nor the address and the browser of whoever wrote.
		const traces = ['203.0.113.77', 'Peculiarbrowser'];
		expect(shown(await find(place, [...words(), ...traces]))).toEqual([]);
	});

	test('nor do the logs hold an address, a browser or what was asked', () => {
		const said = server.said();
		expect(said).toContain('"event":"answered"');
		expect(said).not.toMatch(/203\.0\.113\.77|127\.0\.0\.1|::1|Peculiarbrowser|Mozilla|undici/);
		expect(said).not.toMatch(/\?code=|%D0%|text=/);
		const { loginName } = network.coordinator;
		expect(said).not.toContain(loginName);
	});

	test('a control word, written in clear, is found: on the disk, compressed, in a log', async () => {
		const control = path.join(place, 'data', 'control');
		await mkdir(control);
		await writeFile(path.join(control, 'plain'), `… ${narrative} …`);
		await writeFile(path.join(control, 'packed'), gzipSync(narrative));
		await writeFile(path.join(control, 'utf16'), Buffer.from(narrative, 'utf16le'));
		await writeFile(
			path.join(control, 'log'),
			JSON.stringify({ body: Buffer.from(narrative).toString('base64') }),
		);
		const found = await find(control, planted);
		for (const name of ['plain', 'packed', 'utf16', 'log']) {
			expect(
				found.some(({ path: file }) => file.endsWith(name)),
				name,
			).toBe(true);
		}
	});
});
