import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { makeSender } from './desk/letters.ts';
import { button, enterAs, open, row, show, type Staff } from './desk/people.ts';
import { words } from './visitor/words.ts';

/** From the page without script to the desk and back, and between desks. */
let server: RealServer;
let browser: Browser;
let lawyer: Staff;
let neighbour: Staff;
const visitor = words.ru;
const text = 'Брата третий день не отпускают с призывного пункта, телефон отобрали.';

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	lawyer = await enterAs(browser, server.address, 'lawyer', 'ru');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const sender = makeSender(
	() => browser,
	() => server.address,
);

describe('a request', () => {
	let code = '';

	test('written without script is on the desk at once, marked as sealed by the server', async () => {
		await show(lawyer, lawyer.say.untaken);
		const page = await sender.visit('/ru/write/zastupa');
		await page.getByRole('radio', { name: visitor.need }).check();
		await page.getByLabel(visitor.region).selectOption({ label: 'Тульская область' });
		await page.getByRole('textbox', { name: visitor.text, exact: true }).fill(text);
		await page.getByRole('button', { name: visitor.send, exact: true }).click();
		await page.getByRole('heading', { name: visitor.sent }).waitFor();
		code = ((await page.locator('[data-code]').textContent()) ?? '').replaceAll(/\D/g, '');
		await page.getByLabel(visitor.last).fill(code.slice(-4));
		await page.getByRole('button', { name: visitor.goOn }).click();
		await page.getByRole('heading', { name: visitor.next }).waitFor();
		const arrived = row(lawyer, text.slice(0, 30));
		await arrived.waitFor({ timeout: 10_000 });
		expect(await arrived.textContent()).toContain('запечатал сервер');
		await arrived.click();
		await lawyer.page.getByRole('article').getByText(text).waitFor();
		await lawyer.page.getByText('Запечатано сервером').waitFor();
	});

	test('answered with a file, is read with the code', async () => {
		const { page, say } = lawyer;
		await button(lawyer, say.take).click();
		await page.getByLabel(say.reply).fill('Выезжаю на пункт. Пусть ничего не подписывает.');
		await page
			.getByLabel('Файлы')
			.first()
			.setInputFiles({ name: 'жалоба.txt', mimeType: 'text/plain', buffer: Buffer.from('Образец жалобы') });
		await page.getByText('запечатан и отправлен').waitFor();
		await button(lawyer, say.send).click();
		await page.getByRole('article').getByText('Выезжаю на пункт').waitFor();
		const answer = await sender.follow(code);
		await answer.getByText('Выезжаю на пункт. Пусть ничего не подписывает.').waitFor();
		await answer.getByText(visitor.answered).waitFor();
		await answer.context().close();
		// What was sent opens here too, without touching the disk.
		await page.getByRole('button', { name: 'жалоба.txt' }).click();
		await page.getByRole('dialog').getByText('Образец жалобы').waitFor();
		await page.keyboard.press('Escape');
	});

	test('closed, it is open again when its sender writes again', async () => {
		const { page, say } = lawyer;
		await button(lawyer, say.close).click();
		await page.getByRole('radio', { name: /^Решено/ }).check();
		await page.getByRole('dialog').getByRole('button', { name: say.close, exact: true }).click();
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await show(lawyer, say.closed);
		await row(lawyer, text.slice(0, 30)).waitFor();
		const again = await sender.follow(code);
		await again.getByRole('textbox', { name: visitor.again }).fill('Его опять забрали.');
		await again.getByRole('button', { name: visitor.send, exact: true }).click();
		await again.getByText(visitor.written).waitFor();
		await again.context().close();
		await show(lawyer, say.mine);
		await row(lawyer, text.slice(0, 30)).waitFor({ timeout: 10_000 });
		await page.getByRole('article').getByText('Его опять забрали.').waitFor();
	});

	test('handed over, it is answered by the other desk, and read with the same code', async () => {
		const { page, say } = lawyer;
		await page.getByRole('button', { name: say.more }).click();
		await page.getByRole('menuitem', { name: 'Передать другой организации' }).click();
		const choice = page.getByRole('dialog').getByLabel('Организация');
		neighbour = await enterAs(browser, server.address, 'neighbour', 'en');
		const whose = 'Клуб родителей «Полевой адрес»';
		const label = (await choice.locator('option').allTextContents()).find((one) =>
			one.includes('Полевой адрес'),
		);
		expect(label, whose).toBeDefined();
		await choice.selectOption({ label: label ?? '' });
		await page.getByRole('dialog').getByRole('button', { name: 'Передать', exact: true }).click();
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.getByText('отвечает другая организация').waitFor();
		await open(neighbour, neighbour.say.untaken, text.slice(0, 30));
		await button(neighbour, neighbour.say.take).click();
		await neighbour.page.getByLabel(neighbour.say.reply).fill('Это «Полевой адрес», теперь пишем вам мы.');
		await button(neighbour, neighbour.say.send).click();
		await neighbour.page.getByRole('article').getByText('теперь пишем вам мы').waitFor();
		await expect
			.poll(
				async () => {
					const answer = await sender.follow(code);
					const seen = await answer.getByText('теперь пишем вам мы').count();
					await answer.context().close();
					return seen;
				},
				{ timeout: 20_000, interval: 500 },
			)
			.toBe(1);
	});
});

test('by hand: a visit is sealed, its scan kept inside, its code opens the answer', async () => {
	const { page, say } = lawyer;
	await page.getByRole('link', { name: 'Записать вручную' }).first().click();
	await page.getByLabel('Визит').check();
	await page.getByLabel('Тема').selectOption('prison');
	await page.getByLabel('Что написано или сказано').fill('Пришла мать осуждённого, ИК-6.');
	await page
		.getByLabel('Скан или фотография')
		.setInputFiles({ name: 'письмо.txt', mimeType: 'text/plain', buffer: Buffer.from('Текст письма') });
	await button(lawyer, 'Запечатать и сохранить').click();
	await page.getByText('Запечатано и сохранено').waitFor();
	const card = page.getByRole('region', { name: /Перекличка/ });
	// It stands there twice: to be seen, and to be read aloud.
	const code = ((await card.locator('dd').first().textContent()) ?? '').replaceAll(/\D/g, '').slice(0, 24);
	expect(code).toMatch(/^\d{24}$/);
	await page.getByText('Скан запечатывается').waitFor({ state: 'detached' });
	await page.getByRole('link', { name: 'Открыть обращение' }).click();
	await page.getByRole('article').getByText('Пришла мать осуждённого').waitFor();
	await page.getByRole('tab', { name: say.notes }).click();
	await page.getByRole('button', { name: 'письмо.txt' }).click();
	await page.getByRole('dialog').getByText('Текст письма').waitFor();
	await page.keyboard.press('Escape');
	await page.getByRole('tab', { name: say.dialogue }).click();
	await page.getByLabel(say.reply).fill('Приходите в пятницу.');
	await button(lawyer, say.send).click();
	await page.getByRole('article').getByText('Приходите в пятницу.').waitFor();
	await button(lawyer, 'Напечатать для отправки почтой').waitFor();
	const answer = await sender.follow(code);
	await answer.getByText('Приходите в пятницу.').waitFor();
});

test('nothing complained', () => {
	expect(lawyer.complaints).toEqual([]);
	expect(neighbour.complaints).toEqual([]);
});
