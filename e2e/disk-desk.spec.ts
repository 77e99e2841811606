import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { button, enterAs, open, type Staff } from './desk/people.ts';

/** The desk from the lawyer's own disk: the network gives what is sealed, and not a line of code. */
const root = path.join(import.meta.dirname, '..');
const urgent = 'Сына забрали с работы';
const reply = 'Отвечаю с рабочего стола на своём диске.';
let server: RealServer;
let browser: Browser;
let desk: ChildProcess;
let address: string;
let lawyer: Staff;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	const words = ['desk', server.address, '--port', '0'];
	desk = spawn(process.execPath, [path.join(root, 'src', 'app', 'cli.ts'), ...words], {
		env: { PATH: process.env.PATH, HOME: process.env.HOME, ACCORD_DATA: server.dataDir, LANG: 'ru_RU.UTF-8' },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	if (!desk.stdout) throw new Error('The command has no output');
	const [line] = (await once(createInterface({ input: desk.stdout }), 'line')) as [string];
	address = /http:\/\/localhost:\d+/.exec(line)?.[0] ?? '';
});
afterAll(async () => {
	await browser?.close();
	if (desk?.exitCode === null) {
		desk.kill('SIGTERM');
		const [code] = (await once(desk, 'exit')) as [number | null];
		if (code !== 0) throw new Error(`It ended with ${code}`);
	}
	await server?.end();
});

describe('the desk from one’s own disk', () => {
	test('signs in, takes a request and answers; a colleague on the network’s page reads it', async () => {
		lawyer = await enterAs(browser, address, 'lawyer', 'ru');
		await open(lawyer, lawyer.say.untaken, urgent);
		await button(lawyer, lawyer.say.take).click();
		await button(lawyer, lawyer.say.take).waitFor({ state: 'detached' });
		const coordinator = await enterAs(browser, server.address, 'coordinator', 'ru');
		await open(coordinator, coordinator.say.all, urgent);
		await lawyer.page.getByLabel(lawyer.say.reply).fill(reply);
		await button(lawyer, lawyer.say.send).click();
		await coordinator.page.getByRole('article').getByText(reply).waitFor();
	});

	test('goes on while the network is away, with the code that is on the disk', async () => {
		await server.kill();
		const page = await lawyer.page.context().newPage();
		const loaded = await page.goto(`${address}/ru/desk`);
		expect(loaded?.status()).toBe(200);
		await lawyer.page.getByText('Нет связи').first().waitFor();
		await server.start();
		await lawyer.page.getByText('Нет связи').first().waitFor({ state: 'detached' });
	});

	test('hands no page or script of the network’s server to the browser', async () => {
		const publicPage = await fetch(`${address}/ru/write`, { redirect: 'manual' });
		expect(publicPage.status).toBe(302);
		expect(publicPage.headers.get('location')).toBe(`${server.address}/ru/write`);
		const unknown = await fetch(`${address}/_app/immutable/entry/start.altered.js`, { redirect: 'manual' });
		expect(await unknown.text()).toBe('');
		const page = await (await fetch(`${address}/ru/desk`)).text();
		const sources = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source);
		expect(sources.length).toBeGreaterThan(3);
		for (const source of sources) expect(source).toMatch(/^\/(_app\/|favicon\.svg$)/);
	});

	test('refuses another site’s page, and a name that is not this machine’s', async () => {
		const post = (headers: Record<string, string>) =>
			fetch(`${address}/api/act/members.whoAmI`, {
				method: 'POST',
				body: '{}',
				headers: { 'content-type': 'application/json', ...headers },
			});
		expect((await post({ origin: 'https://elsewhere.example' })).status).toBe(403);
		expect((await post({ origin: server.address })).status).toBe(403);
		expect((await post({ origin: address })).status).toBe(200);
	});

	test('refuses an address that is not protected on the way', async () => {
		const refused = spawn(
			process.execPath,
			[path.join(root, 'src', 'app', 'cli.ts'), 'desk', 'http://network.example'],
			{ env: { PATH: process.env.PATH, LANG: 'en' }, stdio: ['ignore', 'ignore', 'pipe'] },
		);
		let said = '';
		refused.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
		expect(await once(refused, 'close')).toEqual([1, null]);
		expect(said).toContain('not protected on the way');
	});
});
