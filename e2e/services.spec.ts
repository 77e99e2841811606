/**
 * What an organisation does for people: a coordinator writes it down, a visitor without script reads it and how
 * long ago it was assured, search finds it; what is old is said to be so, and assured anew at the desk.
 */
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs, noBarriers } from './desk/people.ts';

let server: RealServer;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const words = {
	ru: {
		section: 'Виды помощи',
		anew: 'Новый вид помощи',
		publish: 'Опубликовать',
		noName: 'Дайте название хотя бы на одном языке, не длиннее 200 знаков.',
		shelter: 'Адрес убежища здесь не пишут нигде',
		name: 'Название по-русски',
		forWhom: 'Для кого: по-русски',
		still: /Всё по-прежнему так.*Советы родителям призывников/,
		halfYear: 'Прошло полгода.',
		today: 'Подтверждено',
		stale: 'Уже полгода никто не подтверждал',
		what: 'Чем помогает людям',
	},
	en: {
		section: 'Services',
		anew: 'New service',
		publish: 'Publish',
		noName: 'Give a name in one of the languages, of 200 letters at most.',
		shelter: 'The address of a shelter is never written anywhere here',
		name: 'Name in English',
		forWhom: 'For whom: in English',
		still: /All of it still holds.*Advice for parents of conscripts/,
		halfYear: 'Half a year has gone by.',
		today: 'Assured on',
		stale: 'For half a year nobody has said that this still holds.',
		what: 'What it does for people',
	},
} as const;

/** The page as a visitor without script has it. */
async function asVisitor(path: string) {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${server.address}${path}`);
	return { page, end: () => context.close() };
}

describe.each(['ru', 'en'] as const)('in %s', (language) => {
	const w = words[language];
	const called = language === 'ru' ? 'Лыжи напрокат' : 'Skis for hire';

	test('a coordinator publishes a service; whoever reads the page or searches finds it', async () => {
		const staff = await enterAs(browser, server.address, 'neighbour', language);
		const { page } = staff;
		await page.getByRole('link', { name: w.section, exact: true }).first().click();
		await page.getByRole('link', { name: w.anew }).click();
		await page.getByText(w.shelter).waitFor();
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		await page.getByRole('alert').getByText(w.noName).waitFor();
		await page.getByLabel(w.name).fill(called);
		await page.getByLabel(w.forWhom).fill(`${called}!`);
		await noBarriers(staff, axe.source);
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		await page.getByRole('heading', { level: 2, name: called }).waitFor();
		await noBarriers(staff, axe.source);
		expect(staff.complaints).toEqual([]);
		await staff.context.close();

		const reader = await asVisitor(`/${language}/directory/polevoy-adres`);
		const service = reader.page.getByRole('article').filter({
			has: reader.page.getByRole('heading', { level: 3, name: called }),
		});
		expect(await service.last().textContent()).toContain(w.today);
		expect(await service.last().textContent()).not.toContain(w.stale);
		await reader.page.goto(`${server.address}/${language}/search?q=${encodeURIComponent(called)}`);
		await reader.page.locator('a[href*="/directory/polevoy-adres"]').first().waitFor();
		await reader.end();
	});
});

test('what nobody assured for half a year says so until its coordinator assures it; what is given no longer is not shown', async () => {
	const reader = await asVisitor('/ru/directory/polevoy-adres');
	expect(await reader.page.getByText(words.ru.stale).count()).toBe(1);
	await reader.page.goto(`${server.address}/en/directory/dom-na-peskakh`);
	const { page } = await enterAs(browser, server.address, 'neighbour', 'en');
	expect(await reader.page.getByText('Closed for the time being').count()).toBe(1);
	expect(await reader.page.getByText('Mutual aid fund').count()).toBe(0);

	await page.getByRole('link', { name: words.en.section, exact: true }).first().click();
	await page.getByText(words.en.halfYear).waitFor();
	await page.getByRole('button', { name: words.en.still }).click();
	await page.getByText(words.en.halfYear).waitFor({ state: 'detached' });
	await reader.page.goto(`${server.address}/ru/directory/polevoy-adres`);
	await expect
		.poll(async () => {
			await reader.page.reload();
			return reader.page.getByText(words.ru.stale).count();
		})
		.toBe(0);
	await reader.end();
});

test('whoever wants the directory finds it on its page, in forms that programs read, and once read is told when nothing is new', async () => {
	const reader = await asVisitor('/ru/directory');
	const hrefs = await reader.page
		.locator('.take a')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	await reader.page.goto(`${server.address}/ru/directory/zastupa`);
	hrefs.push((await reader.page.getByRole('link', { name: 'В адресную книгу' }).getAttribute('href')) ?? '');
	const types = ['text/csv', 'application/geo+json', 'application/json', 'text/vcard'];
	expect(hrefs).toHaveLength(types.length);
	for (const [at, href] of [...hrefs, '/api/v1/hsds/services', '/api/openapi.json'].entries()) {
		const answer = await fetch(`${server.address}${href}`);
		expect(answer.status, href).toBe(200);
		expect(answer.headers.get('content-type'), href).toContain(types[at] ?? 'application/json');
		expect(answer.headers.get('x-accord-shows')).toBeNull();
		expect(await answer.text()).not.toBe('');
		const etag = answer.headers.get('etag') ?? '';
		const again = await fetch(`${server.address}${href}`, { headers: { 'if-none-match': etag } });
		expect(again.status, href).toBe(304);
	}
	const unknown = await fetch(`${server.address}/api/v1/hsds/services?postcode=300000`);
	expect(unknown.status).toBe(400);
	expect((await fetch(`${server.address}/api/v1/hsds/members`)).status).toBe(404);
	expect((await fetch(`${server.address}/ru/directory/nobody.vcf`)).status).toBe(404);
	await reader.end();
});
