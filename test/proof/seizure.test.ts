/**
 * Seizure proof: what people who write said, and what the staff said to them and to each other, is planted
 * through the real pages; then the memory of the running server, its whole disk, its temporary files and
 * its logs are searched for it, byte by byte, in every encoding. A control word shows that the search finds.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { answerAndNote, beginOpenNetwork, openRequests } from '#test/builders/desk-over-http.ts';
import { makeHttpClient } from '#test/builders/http-client.ts';
import type { RealNetwork } from '#test/builders/real-network.ts';
import { hiddenFields, textOf, visitorAt, writeIn, type Visitor } from '#test/builders/visitor-over-http.ts';
import { writeMemoryImage } from '#test/harness/memory-image.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { needlesOf, searchPlaces, type Found } from '#platform/seizure/index.ts';
import { signIn } from '#programmes/members/sealed/sign-in.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { encodings, plantInClear } from './seizure/control.ts';
import { workAtDesk, writeWithScript } from './seizure/in-browser.ts';

/** Every byte of disk, log and memory is searched, for many words in six encodings. */
vi.setConfig({ testTimeout: 240_000 });

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
	server = await startRealServer({
		dataDir: path.join(place, 'data'),
		env: { TMPDIR: temporary, ACCORD_PROXIES: '1' },
	});
	network = await beginOpenNetwork(server);
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

/** How many answers the log tells of: that somebody without an account was here, and when, it must not. */
const told = () => server.said().split('"event":"answered"').length;

describe('everything is planted', () => {
	test('by people who write without script, refused forms and wrong codes among it', async () => {
		const before = told();
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
		expect(told(), 'the log has no line of a visitor').toBe(before);
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

describe('and by people whose browsers seal', () => {
	let browser: Browser;
	const words = () => ({
		latin,
		cyrillic,
		narrative,
		file: {
			name: `${cyrillic}.txt`,
			mimeType: 'text/plain',
			buffer: Buffer.from(`${narrative}\n`.repeat(3000)),
		},
	});
	beforeAll(async () => {
		browser = await startBrowser();
	});
	afterAll(() => browser.close());

	test('on the page where one writes, wrong codes among it', async () => {
		const before = told();
		secrets.push(...(await writeWithScript(browser, server.address, words())));
		expect(told(), 'the log has no line of a visitor').toBe(before);
	});

	test('at the desk: replies, files, notes, marks, a request by hand, a search', async () => {
		const { coordinator } = network;
		const backupCode = coordinator.backupCodes?.at(-1) ?? '';
		secrets.push(...(await workAtDesk(browser, server.address, { ...words(), network, backupCode })));
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
		await plantInClear(server.dataDir);
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

	test.each(Object.keys(encodings))(
		'a control word in clear is found: as %s in a table, and in the WAL',
		async (as) => {
			const { word, found } = encodings[as] ?? { word: '', found: '' };
			const seen = (await find(server.dataDir, [word])).filter((one) => one.as === found);
			const places = seen.map(({ path: file }) => path.relative(server.dataDir, file)).join(' ');
			expect(places).toMatch(/cluster\/base\//);
			expect(places).toMatch(/cluster\/pg_wal\//);
		},
	);

	test('and in a log, in a file that was packed, in a file of another alphabet', async () => {
		const control = path.join(place, 'control');
		await mkdir(control);
		const wanted: [string, string, Buffer][] = [
			['log', 'JSON escapes', Buffer.from(JSON.stringify({ said: cyrillic }).replaceAll(/[^ -~]/g, escaped))],
			['packed', 'plain, compressed', gzipSync(narrative)],
			['utf16', 'UTF-16', Buffer.from(narrative, 'utf16le')],
			['base64', 'base64 (+0)', Buffer.from(Buffer.from(cyrillic).toString('base64'))],
		];
		for (const [name, , bytes] of wanted) await writeFile(path.join(control, name), bytes);
		const seen = shown(await find(control, planted));
		for (const [name, as] of wanted)
			expect(seen).toContainEqual(
				expect.stringMatching(`control/${name}: .* \\(${as.replaceAll(/[()+]/g, '\\$&')}\\)`),
			);
	});
});

const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
