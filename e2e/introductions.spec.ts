import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askDatabase } from '#test/harness/database-of.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs, noBarriers, type Staff } from './desk/people.ts';

/** Two groups of one town that never met: each at its own desk, the one in Russian, the other in English. */
let server: RealServer;
let browser: Browser;
let coordinator: Staff;
let neighbour: Staff;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	coordinator = await enterAs(browser, server.address, 'coordinator', 'ru');
	neighbour = await enterAs(browser, server.address, 'neighbour', 'en');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const asked = 'Дежурим у следственного изолятора по средам; давайте меняться днями.';
const answered = 'Gladly: ring us on Monday after six.';
const refused = 'Спасибо, но сейчас у нас нет сил.';
const section = ({ page }: Staff, name: string) =>
	page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
async function goTo({ page }: Staff, link: string) {
	await page.getByRole('navigation').getByRole('link', { name: link, exact: true }).first().click();
	await page.getByRole('heading', { level: 1, name: link }).waitFor();
}
/** What others did meanwhile is there when somebody comes back to the page. */
const comeBack = ({ page }: Staff) => page.evaluate("window.dispatchEvent(new Event('focus'))");

test('one asks from the list of neighbours, sealed; the other reads, and accepts with a word', async () => {
	const { page } = coordinator;
	await goTo(coordinator, 'Соседи');
	await page.getByRole('link', { name: /Попросить о знакомстве.*Полевой адрес/ }).click();
	await page.getByRole('heading', { level: 1, name: 'Попросить о знакомстве' }).waitFor();
	await page.getByText('Клуб родителей «Полевой адрес»', { exact: true }).waitFor();
	await page.getByRole('button', { name: 'Запечатать и отправить' }).click();
	await page.getByText('Напишите, зачем вы хотите познакомиться.').waitFor();
	await page.getByLabel('Ваше письмо').fill(asked);
	await noBarriers(coordinator, axe.source);
	await page.getByRole('button', { name: 'Запечатать и отправить' }).click();
	const waiting = section(coordinator, 'Вы ждёте ответа');
	await waiting.getByText(asked).waitFor();

	await goTo(neighbour, 'Introductions');
	const theirs = section(neighbour, 'Waiting for your answer');
	await theirs.getByText(asked).waitFor();
	expect(await theirs.textContent()).toContain('Zastupa');
	await noBarriers(neighbour, axe.source);
	await theirs.getByRole('button', { name: /^Accept/ }).click();
	await theirs.getByText('Say how they can reach you').waitFor();
	await theirs.getByLabel('Your answer').fill(answered);
	await theirs.getByRole('button', { name: /^Accept/ }).click();
	await section(neighbour, 'Answered').getByText('you accepted').waitFor();

	await comeBack(coordinator);
	const settled = section(coordinator, 'С ответом');
	await settled.getByText('согласие получено').waitFor();
	await settled.getByText(answered).waitFor();
	await noBarriers(coordinator, axe.source);
});

test('the other way, from the page of an organisation; declined', async () => {
	const { page } = neighbour;
	await goTo(neighbour, 'Neighbours');
	await page.getByRole('link', { name: 'Zastupa, the Tula Reception', exact: true }).click();
	await page.getByRole('heading', { level: 1, name: 'Zastupa, the Tula Reception' }).waitFor();
	await page.getByRole('link', { name: 'Ask for an introduction' }).click();
	await page.getByLabel('Your message').fill('Would you share a hall with us?');
	await page.getByRole('button', { name: 'Seal and send' }).click();
	await section(neighbour, 'You are waiting for an answer').getByText('share a hall').waitFor();

	await comeBack(coordinator);
	const theirs = section(coordinator, 'Ждут вашего ответа');
	await theirs.getByLabel('Ваш ответ').fill(refused);
	await theirs.getByRole('button', { name: /^Отказаться/ }).click();
	await section(coordinator, 'С ответом').getByText('вы отказались').waitFor();
	await comeBack(neighbour);
	await section(neighbour, 'Answered').getByText(refused).waitFor();
	await section(neighbour, 'Answered').getByText('declined', { exact: false }).first().waitFor();
});

test('whoever was answered lately is told when to ask again; what was typed stays', async () => {
	const { page } = coordinator;
	await goTo(coordinator, 'Соседи');
	await page.getByRole('link', { name: /Попросить о знакомстве.*Полевой адрес/ }).click();
	await page.getByLabel('Ваше письмо').fill(asked);
	await page.getByRole('button', { name: 'Запечатать и отправить' }).click();
	await page.getByText(/Снова обратиться к ней можно через 30 дней/).waitFor();
	expect(await page.getByLabel('Ваше письмо').inputValue()).toBe(asked);
});

test('nothing of it can be read in the database', async () => {
	const rows = await askDatabase(
		server.dataDir,
		'select row_to_json(t)::text as row from accord.directory_introduction t',
	);
	const text = JSON.stringify(rows);
	expect(rows).toHaveLength(2);
	for (const words of [asked, answered, refused, 'accepted', 'declined'])
		for (const spelt of [words, Buffer.from(words).toString('hex')]) expect(text).not.toContain(spelt);
	for (const staff of [coordinator, neighbour]) expect(staff.complaints).toEqual([]);
});
