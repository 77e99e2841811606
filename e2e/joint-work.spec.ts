import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needlesOf, searchPlaces } from '#platform/seizure/index.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs, noBarriers, type Staff } from './desk/people.ts';

/** Three organisations do something together, each at its own desk; the server learns nothing of it. */
let server: RealServer;
let browser: Browser;
let coordinator: Staff;
let neighbour: Staff;
let third: Staff;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	coordinator = await enterAs(browser, server.address, 'coordinator', 'ru');
	neighbour = await enterAs(browser, server.address, 'neighbour', 'en');
	third = await enterAs(browser, server.address, 'delegate', 'en');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const title = 'Семинар о задержаниях у Оружейного';
const word = 'Приводите Пелагею Лукиничну, она вела такие дела.';
const place = 'Подвал библиотеки на Коминтерна';
const button = ({ page }: Staff, name: string | RegExp) => page.getByRole('button', { name });
const section = ({ page }: Staff, name: string) =>
	page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
async function openActions({ page }: Staff, name: string) {
	await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click();
	await page.getByRole('heading', { level: 1, name }).waitFor();
}
async function ask(staff: Staff, organisation: RegExp) {
	const part = section(staff, 'Участники');
	const choice = part.getByLabel('Позвать организацию');
	const option = choice.locator('option').filter({ hasText: organisation });
	await option.waitFor({ state: 'attached' });
	await choice.selectOption((await option.getAttribute('value')) ?? '');
	await button(staff, 'Позвать участвовать').click();
	await part.getByRole('listitem').filter({ hasText: organisation }).getByText('приглашена').waitFor();
}

test('one begins it with the tasks of its kind, and asks two others', async () => {
	const { page } = coordinator;
	await openActions(coordinator, 'Совместные действия');
	await noBarriers(coordinator, axe.source);
	await page.getByRole('link', { name: 'Начать совместное действие' }).click();
	await button(coordinator, 'Начать').click();
	await page.getByText('Назовите его.').waitFor();
	await page.getByLabel('Общий семинар').check();
	await page.getByLabel('Название').fill(title);
	await page.getByLabel('Что должно получиться').fill('Сорок человек знают, что говорить в отделе.');
	await noBarriers(coordinator, axe.source);
	await button(coordinator, 'Начать').click();
	await page.getByRole('heading', { level: 1, name: title }).waitFor();
	expect(await section(coordinator, 'Задачи').getByRole('checkbox').count()).toBe(6);
	await ask(coordinator, /Полевой адрес/);
	await ask(coordinator, /Каспийская/);
	await noBarriers(coordinator, axe.source);
});

test('they read it, answer each for itself, and work on it together', async () => {
	const { page } = neighbour;
	await openActions(neighbour, 'Joint actions');
	await page.getByRole('link', { name: title }).click();
	await page.getByText('Your organisation is asked to take part').waitFor();
	expect(await page.getByLabel('New task').count()).toBe(0);
	await noBarriers(neighbour, axe.source);
	await button(neighbour, 'We take part').click();
	await page.getByLabel('New task').waitFor();

	const tasks = section(neighbour, 'Tasks');
	await button(neighbour, /Change.*Найти зал/).click();
	await tasks.getByLabel('Who does it').selectOption({ label: 'Field Address, a Parents’ Club' });
	await tasks.getByLabel('By when').fill('2027-03-01');
	await button(neighbour, 'Keep the task').click();
	await tasks.getByText('Field Address, a Parents’ Club · by 1 March 2027').waitFor();
	const dates = section(neighbour, 'Dates');
	await dates.getByLabel('What happens').fill('Семинар');
	await dates.getByLabel('Day').fill('2027-03-05');
	await dates.getByLabel('From').fill('14:00');
	await dates.getByLabel('Where').fill(place);
	await button(neighbour, 'Keep the date').click();
	await dates.getByRole('listitem').filter({ hasText: place }).waitFor();

	await openActions(third, 'Joint actions');
	await third.page.getByRole('link', { name: title }).click();
	// What the second wrote is verified at the third, who knows it only through the first.
	await section(third, 'Dates').getByText(place).waitFor();
	await section(third, 'Discussion').getByLabel('Your words').fill(word);
	await button(third, 'Say it').click();
	await button(third, 'We do not take part').click();
	await section(third, 'Participants').getByText('does not take part').waitFor();

	const talk = section(coordinator, 'Обсуждение');
	await talk.getByText(word).waitFor();
	await talk.getByLabel('Ваши слова').fill('Собираемся пятого марта.');
	await talk.getByLabel('Решение').check();
	await button(coordinator, 'Сказать').click();
	await section(neighbour, 'Discussion').getByRole('heading', { name: 'Decided' }).waitFor();
	await section(coordinator, 'Участники').getByText('не участвует').waitFor();
});

test('its dates go into a calendar, in a file made by the browser', async () => {
	const [file] = await Promise.all([
		neighbour.page.waitForEvent('download'),
		button(neighbour, 'Dates for your calendar (iCalendar)').click(),
	]);
	const text = await readFile(await file.path(), 'utf8');
	expect(text).toContain('BEGIN:VCALENDAR');
	expect(text).toMatch(/DTSTART:20270305T\d{6}Z/);
	expect(text).toContain('DTSTART;VALUE=DATE:20270301');
	expect(text.replaceAll('\r\n ', '')).toContain(`LOCATION:${place}`);
});

test('whoever was not asked has nothing of it, and the server’s disk holds none of its words', async () => {
	const office = await enterAs(browser, server.address, 'office', 'en');
	await openActions(office, 'Joint actions');
	await office.page.getByText('No joint action yet').waitFor();
	for (const staff of [coordinator, neighbour, third, office]) expect(staff.complaints).toEqual([]);
	await server.stop();
	const open = 'Полевой адрес';
	const { found } = await searchPlaces([server.dataDir], [open, title, word, place].flatMap(needlesOf));
	// What is public is found: the search searches.
	expect([...new Set(found.map((one) => one.word))]).toEqual([open]);
});
