import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const section = ({ page }: Staff, name: string) =>
	page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
async function openNeeds(staff: Staff, link: string) {
	await staff.page.getByRole('navigation').getByRole('link', { name: link, exact: true }).first().click();
	await staff.page.getByRole('heading', { level: 1, name: link }).waitFor();
}
/** What others did meanwhile is there when somebody comes back to the page. */
const comeBack = ({ page }: Staff) => page.evaluate("window.dispatchEvent(new Event('focus'))");
const equipment = 'Мегафон на один день, вернём с новыми батарейками.';

test('each finds what it lacks at the other, with the reasons in words', async () => {
	await openNeeds(coordinator, 'Нужды и предложения');
	await openNeeds(neighbour, 'Needs and offers');
	const ours = section(coordinator, 'Кто подходит')
		.getByRole('article')
		.filter({ hasText: 'помещение' })
		.first();
	await ours.getByText('в том же городе').waitFor();
	expect(await ours.textContent()).toContain('хватит: предлагается 40, нужно 25');
	expect(await ours.textContent()).toContain('Полевой адрес');
	const lawyer = section(neighbour, 'Who fits')
		.getByRole('article')
		.filter({ hasText: 'an advocate' })
		.first();
	await lawyer.getByText('an advocate is a lawyer too').waitFor();
	const together = section(coordinator, 'Рядом нужно то же самое');
	expect(await together.textContent()).toMatch(/печать: это нужно 2 организациям.*Вместе: 500\./s);
	for (const staff of [coordinator, neighbour]) await noBarriers(staff, axe.source);
});

test('a need placed by one is answered by the other, agreed, done and thanked for', async () => {
	const { page } = coordinator;
	await page.getByRole('link', { name: 'Новая нужда или предложение' }).click();
	await page.getByRole('button', { name: 'Разместить' }).click();
	expect(await page.getByText('Выберите, что это.').isVisible()).toBe(true);
	await page.getByLabel('Что это').selectOption({ label: 'оборудование' });
	await page.getByLabel('В нашем городе').check();
	await page.getByLabel('Своими словами').fill(equipment);
	await noBarriers(coordinator, axe.source);
	await page.getByRole('button', { name: 'Разместить' }).click();
	await section(coordinator, 'Ваши нужды и предложения').getByText(equipment).waitFor();

	const board = section(neighbour, 'Everything in the network');
	await board.getByLabel('What it is').selectOption({ label: 'equipment' });
	const found = board.getByRole('article').filter({ hasText: equipment });
	await found.getByRole('button', { name: /Offer this/ }).click();
	const theirs = section(neighbour, 'Between you and others')
		.getByRole('article')
		.filter({ hasText: equipment });
	await theirs.getByText(/they decide/).waitFor();

	await comeBack(coordinator);
	const mine = section(coordinator, 'Между вами и другими')
		.getByRole('article')
		.filter({ hasText: equipment });
	await mine.getByText(/решать вам/).waitFor();
	await mine.getByRole('button', { name: /Согласиться/ }).click();
	await mine.getByText(/Договорились с организацией/).waitFor();
	await mine.getByRole('button', { name: /Сделано/ }).click();
	await mine.getByRole('button', { name: /Поблагодарить/ }).click();
	await mine.getByText(/с благодарностью/).waitFor();

	await comeBack(neighbour);
	await theirs.getByText(/Done, with thanks/).waitFor();
	for (const staff of [coordinator, neighbour]) expect(staff.complaints).toEqual([]);
});

test('each stands first among the neighbours of the other, with the reasons', async () => {
	for (const [staff, link, name, reason] of [
		[coordinator, 'Соседи', 'Полевой адрес', 'в вашем городе'],
		[neighbour, 'Neighbours', 'Zastupa', 'in your town'],
	] as const) {
		await openNeeds(staff, link);
		const first = staff.page.getByRole('main').getByRole('listitem').first();
		await first.getByText(reason).waitFor();
		expect(await first.textContent()).toContain(name);
		await noBarriers(staff, axe.source);
		expect(staff.complaints).toEqual([]);
	}
});
