import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { button, enterAs, noBarriers, open, row, show, type Staff } from './desk/people.ts';

/** Two members of one desk in real browsers, one in Russian and one in English, at the demonstration's server. */
let server: RealServer;
let browser: Browser;
let axe: string;
let lawyer: Staff;
let colleague: Staff;

/** The urgent request of the demonstration that nobody has taken. */
const urgent = 'Сына забрали с работы';

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
	lawyer = await enterAs(browser, server.address, 'lawyer', 'ru');
	colleague = await enterAs(browser, server.address, 'coordinator', 'en');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

/** Whether a word like this has come up for them. */
async function toldOf(staff: Staff, words: string): Promise<Staff> {
	await staff.page.getByRole('log').getByText(words).waitFor({ timeout: 3_000 });
	return staff;
}

describe('the desk', () => {
	test('shows what waits, the urgent first, and opens it by keyboard', async () => {
		const { page, say } = lawyer;
		await row(lawyer, urgent).waitFor();
		await noBarriers(lawyer, axe);
		const first = page.getByRole('listbox', { name: say.queue }).getByRole('option').first();
		expect(await first.textContent()).toContain('Срочно');
		await page.keyboard.press('j');
		await page.keyboard.press('Enter');
		await page.getByRole('article').getByText(urgent).waitFor();
		expect(page.url()).toContain('/desk/requests/');
		await page.getByText('подорожник').waitFor();
		await noBarriers(lawyer, axe);
	});

	test('lets one of two take it, tells the other by whom, and both see it at once', async () => {
		await open(colleague, colleague.say.untaken, urgent);
		await button(colleague, colleague.say.take).waitFor();
		await Promise.all([
			button(lawyer, lawyer.say.take).click(),
			button(colleague, colleague.say.take)
				.click({ timeout: 3_000 })
				.catch(() => undefined),
		]);
		const who = { ru: 'Марина Веденкина', en: /./ };
		await button(lawyer, lawyer.say.take).waitFor({ state: 'detached' });
		await button(colleague, colleague.say.take).waitFor({ state: 'detached' });
		// Whoever was second is told by whom.
		const second = await Promise.any([
			toldOf(lawyer, 'чуть раньше'),
			toldOf(colleague, 'a moment before you'),
		]).catch(() => undefined);
		if (second) await second.page.getByRole('log').getByRole('button').click();
		// Whoever got it, it has left the queue of both.
		await show(colleague, colleague.say.untaken);
		await row(colleague, urgent).waitFor({ state: 'detached' });
		const holder = await lawyer.page.locator('.context .person').first().textContent();
		if (!holder?.includes(who.ru)) {
			await open(colleague, colleague.say.mine, urgent);
			await colleague.page.getByRole('button', { name: colleague.say.more }).click();
			await colleague.page.getByRole('menuitem', { name: colleague.say.assign }).click();
			await colleague.page.getByRole('radio', { name: who.ru }).check();
			await button(colleague, colleague.say.give).click();
		}
		await show(lawyer, lawyer.say.mine);
		await row(lawyer, urgent).waitFor();
	});

	test('a reply is on the colleague’s open page at once, sent once', async () => {
		await open(lawyer, lawyer.say.mine, urgent);
		await open(colleague, colleague.say.all, urgent);
		const answer = 'Адвокат выезжает. Ничего не подписывайте.';
		await lawyer.page.getByLabel(lawyer.say.reply).fill(answer);
		await lawyer.page.getByText('Сохранено на этом устройстве').waitFor();
		await button(lawyer, lawyer.say.send).click();
		await colleague.page.getByRole('article').getByText(answer).waitFor({ timeout: 5_000 });
		expect(await colleague.page.getByRole('article').getByText(answer).count()).toBe(1);
		expect(await lawyer.page.getByLabel(lawyer.say.reply).inputValue()).toBe('');
		await noBarriers(colleague, axe);
	});

	test('a draft outlives a reload and a lock', async () => {
		const { page, say } = lawyer;
		const draft = 'Это я допишу потом';
		await page.getByLabel(say.reply).fill(draft);
		await page.getByText('Сохранено на этом устройстве').waitFor();
		await page.reload();
		await page.getByRole('button', { name: 'lawyer', exact: true }).click();
		await page.waitForURL(/\/desk\/requests\//);
		await page.getByLabel(say.reply).waitFor();
		await expect.poll(() => page.getByLabel(say.reply).inputValue(), { timeout: 10_000 }).toBe(draft);
		await page.getByLabel(say.reply).fill('');
	});

	test('notes stay inside, and mention a colleague', async () => {
		const { page, say } = lawyer;
		await page.getByRole('tab', { name: say.notes }).click();
		const field = page.getByRole('textbox', { name: say.note, exact: true });
		await field.pressSequentially('Позвони матери, @');
		const offered = page.getByRole('listbox', { name: 'Упомянуть коллегу' }).getByRole('option');
		const names = await offered.allTextContents();
		expect(names.length).toBeGreaterThan(0);
		await offered.first().click();
		await button(lawyer, say.keepNote).click();
		await colleague.page.getByRole('tab', { name: colleague.say.notes }).click();
		await colleague.page.getByText('Позвони матери').waitFor({ timeout: 5_000 });
	});

	test('without the server one goes on, and it is sent once when the server is back', async () => {
		const { page, say } = lawyer;
		await page.getByRole('tab', { name: say.dialogue }).click();
		await server.kill();
		const answer = 'Пишу без связи.';
		await page.getByLabel(say.reply).fill(answer);
		await button(lawyer, say.send).click();
		await page.getByText('Нет связи.').waitFor({ timeout: 40_000 });
		await page.getByRole('article').getByText(answer).waitFor();
		await colleague.page.getByRole('tab', { name: colleague.say.dialogue }).click();
		expect(await colleague.page.getByText(answer).count()).toBe(0);
		await server.start();
		await colleague.page.getByRole('article').getByText(answer).waitFor({ timeout: 40_000 });
		await page.getByText('Нет связи.').waitFor({ state: 'detached', timeout: 40_000 });
		expect(await colleague.page.getByRole('article').getByText(answer).count()).toBe(1);
	});

	test('closes with an outcome, and opens again', async () => {
		const { page, say } = lawyer;
		await button(lawyer, say.close).click();
		const dialog = page.getByRole('dialog');
		await noBarriers(lawyer, axe);
		await dialog.getByRole('button', { name: say.close, exact: true }).click();
		await dialog.getByRole('alert').waitFor();
		await dialog.getByRole('radio', { name: 'Дан совет' }).check();
		await dialog.getByRole('button', { name: say.close, exact: true }).click();
		await dialog.waitFor({ state: 'detached' });
		await show(colleague, colleague.say.closed);
		await row(colleague, urgent).waitFor({ timeout: 5_000 });
		await button(colleague, colleague.say.reopen).click();
		await show(lawyer, say.mine);
		await row(lawyer, urgent).waitFor({ timeout: 5_000 });
		await page.getByRole('tab', { name: say.history }).click();
		await page.getByText('открыл(а) снова').waitFor();
	});

	test('finds by a word of the sender as one types', async () => {
		const { page, say } = colleague;
		await page.getByRole('searchbox', { name: say.search }).fill('подорожн');
		await row(colleague, urgent).waitFor();
		expect(await page.getByRole('listbox', { name: say.queue }).getByRole('option').count()).toBe(1);
		await page.getByRole('searchbox', { name: say.search }).fill('');
	});

	test('nothing complained', () => {
		expect(lawyer.complaints).toEqual([]);
		expect(colleague.complaints).toEqual([]);
	});
});
