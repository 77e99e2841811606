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

/** Names an organisation and a matter, as whoever types a few letters does. */
async function wish({ page }: Staff, say: (typeof wishWords)['ru' | 'en'], typed: string, theme: string) {
	await page.getByLabel(say.find, { exact: true }).fill(typed);
	await page.getByRole('button', { name: say.choose }).click();
	await page.getByLabel(say.theme, { exact: true }).selectOption({ label: theme });
	await page.getByRole('button', { name: say.add, exact: true }).click();
}
const wishWords = {
	ru: { find: 'Организация', choose: /^Выбрать: .*Полевой адрес/, theme: 'Тема', add: 'Добавить' },
	en: { find: 'Organisation', choose: /^Choose Zastupa/, theme: 'Matter', add: 'Add' },
} as const;

test('each says whom it would like to meet; both learn it only when both have said the same', async () => {
	await goTo(coordinator, 'Знакомства');
	const ours = section(coordinator, 'С кем вы хотели бы познакомиться');
	await ours.getByText('Пока вы никого не назвали.').waitFor();
	await ours.getByRole('button', { name: 'Добавить', exact: true }).click();
	await ours.getByText('Выберите организацию.').waitFor();
	await wish(coordinator, wishWords.ru, 'полев', 'Жильё');
	await ours
		.getByRole('listitem')
		.filter({ hasText: 'Полевой адрес' })
		.filter({ hasText: 'Жильё' })
		.waitFor();
	await noBarriers(coordinator, axe.source);

	await goTo(neighbour, 'Introductions');
	const theirs = section(neighbour, 'Whom you would like to meet');
	await theirs.getByText('You have named nobody yet.').waitFor();
	await wish(neighbour, wishWords.en, 'zastu', 'Asylum');
	await theirs.getByRole('listitem').filter({ hasText: 'Asylum' }).waitFor();
	await comeBack(coordinator);
	// Another matter is not the same: what is said of one is there, and nothing of the other.
	await ours.getByRole('listitem').filter({ hasText: 'Жильё' }).waitFor();
	for (const [part, said] of [
		[ours, 'Это взаимно'],
		[theirs, 'You both wish it'],
	] as const)
		expect(await part.getByText(said).count()).toBe(0);

	await wish(neighbour, wishWords.en, 'zastu', 'Housing');
	await theirs.getByText('You both wish it').waitFor();
	expect(await theirs.textContent()).toMatch(/Zastupa.* would like to meet you too\. The matter: Housing\./);
	await noBarriers(neighbour, axe.source);
	await comeBack(coordinator);
	await ours.getByText('Это взаимно').waitFor();
	await ours.getByRole('link', { name: /Написать первыми/ }).waitFor();
});

test('a wish is taken back', async () => {
	const theirs = section(neighbour, 'Whom you would like to meet');
	await theirs.getByRole('button', { name: /^Remove.*Housing/ }).click();
	await theirs.getByRole('listitem').filter({ hasText: 'Housing' }).waitFor({ state: 'detached' });
	await theirs.getByText('You both wish it').waitFor({ state: 'detached' });
	await theirs.getByRole('listitem').filter({ hasText: 'Asylum' }).waitFor();
});

test('nothing of it can be read in the database', async () => {
	const rows = await askDatabase<{ row: string }>(
		server.dataDir,
		`select row_to_json(t)::text as row from accord.directory_introduction t
			union all select row_to_json(w)::text from accord.directory_wish w`,
	);
	const text = JSON.stringify(rows);
	expect(rows).toHaveLength(2 + 2 * 16);
	for (const words of [asked, answered, refused, 'accepted', 'declined', 'social.housing'])
		for (const spelt of [words, Buffer.from(words).toString('hex')]) expect(text.includes(spelt)).toBe(false);
	for (const staff of [coordinator, neighbour]) expect(staff.complaints).toEqual([]);
});
