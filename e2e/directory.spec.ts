/**
 * The directory as people meet it: a coordinator says what their organisation does and for whom each part is; a
 * visitor without script reads what is public and nothing else; a member elsewhere reads what is for the network.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs } from './desk/people.ts';
import { findFaults, settle } from './every-page/check-page.ts';

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
		ourPage: 'Наша страница',
		about: 'Чем занимается, по-русски',
		founded: 'Основана',
		publish: 'Опубликовать',
		published: 'Опубликовано.',
		notYet: 'Пока не опубликовано',
		wrongDate: 'Такой даты нет',
		future: 'ещё не наступила',
		addSharing: /^Добавить.*Чем может поделиться/,
		what: 'Описание по-русски',
		advanced: 'Дополнительно: кто что видит',
		network: 'Видит сеть',
		everybody: 'Видят все',
		asPublic: 'Как видят все',
		asNetwork: 'Как видит сеть',
		edit: 'Правка',
		writeTo: 'Написать этой организации',
		organisations: 'Организации сети',
		find: 'Название, город, регион или тема',
		unpublished: 'Изменения ещё не опубликованы',
		resumed: 'Здесь то, что вы ввели раньше',
		name: 'Клуб родителей «Полевой адрес»',
	},
	en: {
		ourPage: 'Our page',
		about: 'What it does, in English',
		founded: 'Founded',
		publish: 'Publish',
		published: 'Published.',
		notYet: 'Not published yet',
		wrongDate: 'There is no such date',
		future: 'still to come',
		addSharing: /^Add.*What it can share/,
		what: 'Description in English',
		advanced: 'Advanced: who sees what',
		network: 'The network',
		everybody: 'Everybody',
		asPublic: 'As the public sees it',
		asNetwork: 'As the network sees it',
		edit: 'Edit',
		writeTo: 'Write to this organisation',
		organisations: 'Organisations of the network',
		find: 'Name, town, region or theme',
		unpublished: 'The changes are not published yet',
		resumed: 'This is what you typed earlier',
		name: 'Field Address, a Parents’ Club',
	},
} as const;

describe.each(['ru', 'en'] as const)('in %s', (language) => {
	const w = words[language];
	const secret = `Рябиновый зал ${language}`;
	const told = `Новые слова о работе, ${language}.`;

	test('a coordinator fills the page; nothing typed is lost on the way', async () => {
		const { page, context, complaints } = await enterAs(browser, server.address, 'neighbour', language);
		await page.getByRole('link', { name: w.ourPage, exact: true }).click();
		await page.getByLabel(w.about).fill(told);
		await page.getByLabel(w.founded, { exact: true }).fill('1812');
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		const summary = page.getByRole('alert').filter({ hasText: w.notYet });
		await summary.getByText(w.wrongDate).waitFor();
		await page.getByLabel(w.founded, { exact: true }).fill('2090');
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		await summary.getByText(w.future).waitFor();
		expect(await page.getByLabel(w.about).inputValue()).toBe(told);

		await page.getByText(w.unpublished).waitFor();
		await page.getByLabel(w.founded, { exact: true }).fill('2004-05');
		await page.getByRole('button', { name: w.addSharing }).click();
		await page.getByLabel(w.what).last().fill(secret);
		// Leaving and coming back: what was typed is there.
		await page.getByRole('link', { name: w.organisations, exact: true }).click();
		await page.getByRole('link', { name: w.ourPage, exact: true }).click();
		await page.getByText(w.resumed).waitFor();
		expect(await page.getByLabel(w.about).inputValue()).toBe(told);

		await page.getByText(w.advanced).click();
		const audience = page.locator('[name="audience.sharing"]');
		await audience.selectOption({ label: w.network });
		await page.getByRole('tab', { name: w.asPublic }).click();
		await page.getByText(told).waitFor();
		expect(await page.getByText(secret).count()).toBe(0);
		await page.getByRole('tab', { name: w.asNetwork }).click();
		await page.getByText(secret).waitFor();
		await page.getByRole('tab', { name: w.edit }).click();
		expect(await findFaults(page, `${language} form`)).toEqual([]);
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		await page.getByText(w.published).waitFor();
		expect(complaints).toEqual([]);
		await context.close();
	});

	test('a visitor without script reads what is public, and only that', async () => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${server.address}/${language}/directory/polevoy-adres`);
		await page.getByRole('heading', { level: 1, name: w.name }).waitFor();
		await page.getByText(told).waitFor();
		const html = await page.content();
		expect(html).not.toContain('Рябиновый');
		expect(html).not.toContain('Лугова');
		expect(html).toContain('itemtype="https://schema.org/NGO"');
		await page.getByRole('link', { name: w.writeTo }).click();
		expect(new URL(page.url()).pathname).toBe(`/${language}/write/polevoy-adres`);
		await context.close();
	});

	test('a member elsewhere finds it and reads what is for the network, not what is for its region', async () => {
		const { page, context } = await enterAs(browser, server.address, 'office', language);
		await page.getByRole('link', { name: w.organisations, exact: true }).click();
		await page.getByLabel(w.find).fill(w.name.slice(0, 9));
		await page.getByRole('link', { name: w.name }).click();
		await page.getByRole('heading', { level: 1, name: w.name }).waitFor();
		await page.getByText(secret).waitFor();
		expect(await findFaults(page, `${language} neighbour`)).toEqual([]);
		await context.close();
	});

	test('the page meets no barrier, and prints', async () => {
		const context = await browser.newContext();
		const page = await context.newPage();
		for (const slug of ['zastupa', 'dom-na-peskakh', 'kazansky-krug']) {
			await page.goto(`${server.address}/${language}/directory/${slug}`);
			expect(await findFaults(page, `${language} ${slug}`)).toEqual([]);
		}
		await page.emulateMedia({ media: 'print' });
		await settle(page);
		expect(await page.getByRole('link', { name: w.writeTo }).count()).toBe(0);
		if (process.env.ACCORD_PICTURES) await takePictures();
		await context.close();
	});

	async function takePictures(): Promise<void> {
		for (const [width, colorScheme] of [
			[360, 'light'],
			[1280, 'light'],
			[1280, 'dark'],
		] as const) {
			const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
			const page = await context.newPage();
			await page.goto(`${server.address}/${language}/directory/zastupa`);
			await settle(page);
			const path = `${process.env.ACCORD_PICTURES}/directory-${language}-${width}-${colorScheme}.png`;
			await page.screenshot({ path, fullPage: true });
			await context.close();
		}
	}
});
