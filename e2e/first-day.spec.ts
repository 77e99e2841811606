/** The starter kit of a coordinator: what is ready, the first month, papers to print and keep, whom to ask. */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
		section: 'Первый день',
		page: 'Ваша страница, как её видят все',
		poster: 'Напечатать плакат',
		minutes: /^Протокол общего собрания/,
		enquiry: /^Адвокатский запрос · только для адвокатов/,
		save: 'Сохранить как текст',
		inside: 'Решили:',
		ask: 'Кого спросить',
		write: 'Написать в бюро',
	},
	en: {
		section: 'First day',
		page: 'Your page, as everybody sees it',
		poster: 'Print the poster',
		minutes: /^Minutes of a general meeting/,
		enquiry: /^Advocate’s enquiry · for advocates only/,
		save: 'Save as text',
		inside: 'Decided:',
		ask: 'Whom to ask',
		write: 'Write to the office',
	},
} as const;

test.each(['ru', 'en'] as const)('a coordinator finds everything to begin with (%s)', async (language) => {
	const say = words[language];
	const coordinator = await enterAs(browser, server.address, 'coordinator', language);
	const { page } = coordinator;
	await page.getByRole('navigation').getByRole('link', { name: say.section, exact: true }).first().click();
	await page.getByRole('heading', { level: 1, name: say.section }).waitFor();
	const own = await page.getByRole('link', { name: say.page }).getAttribute('href');
	const response = await fetch(new URL(own ?? '', server.address), { headers: { accept: 'text/html' } });
	expect(response.status).toBe(200);

	// The poster with the organisation's own address is on the page.
	await page.getByRole('link', { name: new RegExp(`/${language}/write/[a-z0-9-]+$`) }).waitFor();

	const papers = page.locator('details');
	expect(await papers.count()).toBe(10);
	await page.locator('summary', { hasText: say.enquiry }).waitFor();
	const minutes = papers.filter({ has: page.locator('summary', { hasText: say.minutes }) });
	await minutes.locator('summary').click();
	await noBarriers(coordinator, axe.source);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		minutes.getByRole('button', { name: say.save }).click(),
	]);
	expect(download.suggestedFilename()).toMatch(/^meeting-minutes-\d{4}-\d{2}\.txt$/);
	const text = await readFile(await download.path(), 'utf8');
	expect(text).toContain(say.inside);
	// What the page knows is filled in.
	expect(text).not.toMatch(/\{|\}/);

	const ask = page.locator('section').filter({ has: page.getByRole('heading', { name: say.ask }) });
	expect(await ask.locator('a[href^="tel:"]').count()).toBe(1);
	expect(await ask.getByRole('link', { name: say.write }).getAttribute('href')).toMatch(/\/write\//);
	await coordinator.context.close();
});
