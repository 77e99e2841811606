import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needlesOf, searchPlaces } from '#platform/seizure/index.ts';
import { demonstrationSecret, signIn } from '#programmes/members/sealed/sign-in.ts';
import { makeHttpClient } from '#test/builders/http-client.ts';
import { must } from '#test/builders/people.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { browserWays, startBrowser } from '#ui/stories/browser.ts';
import { button, enterAs, open, row, show, words, type Staff } from './desk/people.ts';
import { keptInBrowser } from './desk/kept.ts';

/**
 * A device that opens without a line: the server is really stopped, the page really loaded again. Then the whole
 * profile of the browser is searched, as somebody would who took the device.
 */
const passphrase = 'demonstration network only';
const wrong = 'сливочный подоконник ветра';
const urgent = 'Сына забрали с работы';
const reply = 'Еду. Ничего не подписывайте до адвоката, связь пропадает.';
const note = 'Позвонить в дежурную часть сразу по возвращении связи.';
const unfinished = 'Недописанный ответ, который не должен пропасть';
let server: RealServer;
let browser: Browser;
let profile: string;
let context: BrowserContext;
let lawyer: Staff;
let at: string;

beforeAll(async () => {
	profile = await mkdtemp(path.join(os.tmpdir(), 'accord-profile-'));
	[server, browser, context] = await Promise.all([
		startRealServer({ programme: 'demo' }),
		startBrowser(),
		chromium.launchPersistentContext(profile, { ...browserWays(), viewport: { width: 1400, height: 900 } }),
	]);
	const page = await context.newPage();
	lawyer = { context, page, say: words.ru, complaints: [] };
	page.on('pageerror', (error) => lawyer.complaints.push(String(error)));
	await page.goto(`${server.address}/ru/desk`);
	await page.getByRole('button', { name: 'lawyer', exact: true }).click();
	await page.waitForURL(/\/desk$/);
});
afterAll(async () => {
	await context?.close();
	await browser?.close();
	await server?.end();
	await rm(profile, { recursive: true, force: true });
});

const article = () => lawyer.page.getByRole('article');
const type = async (typed: string) => {
	await lawyer.page.getByRole('textbox', { name: 'Парольная фраза' }).fill(typed);
	await lawyer.page.keyboard.press('Enter');
};

describe('switched on', () => {
	test('with the right passphrase only, and it controls no public page', async () => {
		const { page } = lawyer;
		await open(lawyer, lawyer.say.untaken, urgent);
		at = page.url();
		await page.getByRole('link', { name: 'Моя учётная запись' }).click();
		await button(lawyer, 'Включить на этом устройстве').click();
		await type(wrong);
		await page.getByText('Имя для входа или парольная фраза неверны').waitFor();
		expect(await keptInBrowser(page)).toMatchObject({ caches: [], workers: [] });
		await type(passphrase);
		await page.getByText('это устройство откроется без связи').waitFor();

		const { caches, workers, paths } = await keptInBrowser(page);
		expect(caches).toHaveLength(1);
		expect(workers.toSorted()).toEqual(['/_app/', '/en/desk', '/ru/desk']);
		const shown = paths.filter((one) => !/^\/(_app\/immutable\/|favicon\.svg$)/.test(one));
		expect(shown.toSorted()).toEqual(['/api/network', '/en/desk', '/ru/desk']);
		const visit = await context.newPage();
		await visit.goto(`${server.address}/ru/write`);
		expect(await visit.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
		await visit.close();
	});
});

describe('without a line', () => {
	test('a request opens after a reload, with the passphrase alone', async () => {
		const { page } = lawyer;
		await server.stop();
		await page.goto(at);
		await page.getByText('Парольная фраза откроет то, что хранится').waitFor();
		await type(wrong);
		await page.getByText('Это не открывает того, что хранится').waitFor();
		await type(passphrase);
		await article().getByText(urgent).waitFor();
		expect(page.url()).toBe(at);
		await page.getByText('Нет связи.').waitFor();
	});

	test('search finds; an answer and a note wait, sealed', async () => {
		const { page, say } = lawyer;
		await page.getByRole('searchbox').or(page.getByPlaceholder('Слова, номер')).first().fill('подорожник');
		await row(lawyer, urgent).waitFor();
		await page.getByLabel(say.reply).fill(reply);
		await button(lawyer, say.send).click();
		await article().getByText(reply).waitFor();
		await page.getByRole('tab', { name: say.notes }).click();
		await page.getByLabel(say.note, { exact: true }).fill(note);
		await button(lawyer, say.keepNote).click();
		await article().getByText(note).waitFor();
		await page.getByText('Нет связи.').getByText('2').waitFor();
	});

	test('locked, it asks on the same page, and what was being typed is there again', async () => {
		const { page, say } = lawyer;
		await page.getByRole('tab', { name: say.dialogue }).click();
		await page.getByLabel(say.reply).fill(unfinished);
		await page.getByRole('heading', { level: 2 }).first().click();
		await page.keyboard.press('l');
		await page.getByRole('heading', { name: 'Рабочий стол заперт' }).waitFor();
		expect(page.url()).toBe(at);
		expect(await page.content()).not.toContain(urgent);
		await type(passphrase);
		await article().getByText(urgent).waitFor();
		await expect.poll(() => page.getByLabel(say.reply).inputValue()).toBe(unfinished);
	});
});

test('when the line returns, everything is sent, once', async () => {
	await server.start();
	const { page } = lawyer;
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await page.getByText('Нет связи.').waitFor({ state: 'detached', timeout: 90_000 });
	await page.getByText(/ждут|Отправля/).waitFor({ state: 'detached' });
	const colleague = await enterAs(browser, server.address, 'coordinator', 'en');
	await show(colleague, colleague.say.all);
	await row(colleague, urgent).first().click();
	await colleague.page.getByRole('article').getByText(reply).waitFor();
	expect(await colleague.page.getByRole('article').getByText(reply).count()).toBe(1);
	await colleague.page.getByRole('tab', { name: colleague.say.notes }).click();
	await colleague.page.getByRole('article').getByText(note).waitFor();
	expect(await colleague.page.getByRole('article').getByText(note).count()).toBe(1);
	await colleague.context.close();
});

describe('whoever takes the device', () => {
	test('finds nothing that was read or written, and no key', async () => {
		const { page } = lawyer;
		const client = makeHttpClient(server.address);
		await client.device.keep('lawyer', demonstrationSecret('lawyer'));
		must(await signIn(client, { loginName: 'lawyer', passphrase }));
		const secrets = client.keys.secrets();
		if (!secrets) throw new Error('No keys');
		const keys = [secrets.masterKey, secrets.signing.secret.slice(0, 32), secrets.sealing.secret];
		await page.reload();
		await page.getByRole('button', { name: 'Войти', exact: true }).waitFor();
		const { values } = await keptInBrowser(page);
		const texts = [urgent, reply, note, unfinished, wrong, 'подорожник'];
		// The right one is in the code, which says it on the page of the demonstration.
		expect(values).not.toContain(passphrase);
		for (const text of texts) expect(values).not.toContain(text);
		for (const key of keys) {
			expect(values).not.toContain(Buffer.from(key).toString('hex'));
			expect(values).not.toContain(Buffer.from(key).toString('base64url'));
		}
		await page.goto('about:blank');
		await context.close();
		const needles = [
			...texts.flatMap(needlesOf),
			...keys.flatMap((key, index) => [
				{ word: `key ${index}`, as: 'bytes', bytes: Buffer.from(key) },
				{ word: `key ${index}`, as: 'hex', bytes: Buffer.from(Buffer.from(key).toString('hex')) },
			]),
		];
		// The log-in name stands there in clear: the same search finds it.
		expect((await searchPlaces([profile], needlesOf('lawyer'))).found).not.toEqual([]);
		const { found } = await searchPlaces([profile], needles);
		expect(
			found.map(({ path: file, as, word }) => `${path.relative(profile, file)}: ${word} (${as})`),
		).toEqual([]);
	});

	test('switched off, nothing of it is left', async () => {
		context = await chromium.launchPersistentContext(profile, browserWays());
		const page = await context.newPage();
		lawyer = { ...lawyer, context, page };
		await page.goto(`${server.address}/ru/desk/account`);
		expect(await keptInBrowser(page)).toMatchObject({ offline: 1 });
		await type(passphrase);
		await button(lawyer, 'Выключить и удалить').click();
		await button(lawyer, 'Включить на этом устройстве').waitFor();
		expect(await keptInBrowser(page)).toMatchObject({ caches: [], workers: [], offline: 0 });
		await server.stop();
		await expect(page.goto(at)).rejects.toThrow();
	});
});

test('nothing complained', () => expect(lawyer.complaints).toEqual([]));
