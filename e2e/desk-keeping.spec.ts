import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { makeSender } from './desk/letters.ts';
import { button, enterAs, open, row, show, type Staff } from './desk/people.ts';
import { words } from './visitor/words.ts';

/** What a desk keeps of its work: who read, what repeats what, who is asked, who reads what; in either language. */
let server: RealServer;
let browser: Browser;
let lawyer: Staff;
let coordinator: Staff;
const first = 'Соседа уволили за письмо в газету.';
const repeat = 'Пишу второй раз про то же увольнение.';

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	for (const text of [first, repeat]) await sender.write(text);
	lawyer = await enterAs(browser, server.address, 'lawyer', 'ru');
	coordinator = await enterAs(browser, server.address, 'coordinator', 'en');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const sender = makeSender(
	() => browser,
	() => server.address,
);

test('who read it, and when, stands in the history, once a day; and makes nothing unread', async () => {
	await open(lawyer, lawyer.say.untaken, first);
	await lawyer.page.getByRole('tab', { name: lawyer.say.history }).click();
	const history = lawyer.page.getByRole('article');
	await history.getByText('прочитал(а) обращение').waitFor();
	await open(coordinator, coordinator.say.untaken, first);
	await expect.poll(() => history.getByText('прочитал(а) обращение').count(), { timeout: 10_000 }).toBe(2);
	await open(coordinator, coordinator.say.untaken, repeat);
	await open(coordinator, coordinator.say.untaken, first);
	await coordinator.page.getByRole('tab', { name: coordinator.say.history }).click();
	await coordinator.page.getByRole('article').getByText('read the request').first().waitFor();
	expect(await coordinator.page.getByRole('article').getByText('read the request').count()).toBe(2);
	expect(await history.getByText('прочитал(а) обращение').count()).toBe(2);
	expect(await row(lawyer, first).locator('.unread').count()).toBe(0);
});

test('a coordinator gives it to a colleague, who finds it among their own', async () => {
	await coordinator.page.getByRole('button', { name: coordinator.say.more }).click();
	await coordinator.page.getByRole('menuitem', { name: coordinator.say.assign }).click();
	await coordinator.page.getByRole('radio', { name: 'Марина Веденкина' }).check();
	await button(coordinator, coordinator.say.give).click();
	await coordinator.page.getByRole('dialog').waitFor({ state: 'detached' });
	await show(lawyer, lawyer.say.mine);
	await row(lawyer, first).waitFor({ timeout: 10_000 });
});

test('whoever is mentioned sees that they are asked', async () => {
	const { page, say } = coordinator;
	await page.getByRole('tab', { name: say.notes }).click();
	await page
		.getByRole('textbox', { name: say.note, exact: true })
		.pressSequentially('Посмотрите сегодня, @Мар');
	await page.getByRole('listbox', { name: 'Mention a colleague' }).getByRole('option').first().click();
	await button(coordinator, say.keepNote).click();
	await lawyer.page.getByRole('tab', { name: lawyer.say.notes }).click();
	await lawyer.page.getByText('Здесь упомянули вас.').waitFor({ timeout: 10_000 });
	expect(await page.getByText('You are mentioned here.').count()).toBe(0);
});

test('a repeat is linked to its first, and unlinked again on both sides', async () => {
	const { page, say } = lawyer;
	await open(lawyer, say.untaken, repeat);
	await page.getByRole('button', { name: say.more }).click();
	await page.getByRole('menuitem', { name: 'Связать с первым обращением' }).click();
	await page.getByRole('dialog').getByLabel('Найти первое обращение').fill('Соседа уволили');
	await page.getByRole('dialog').getByRole('radio').first().check();
	await page.getByRole('dialog').getByRole('button', { name: 'Связать', exact: true }).click();
	await page.getByRole('dialog').waitFor({ state: 'detached' });
	await button(lawyer, 'Открыть первое обращение').last().waitFor();
	await coordinator.page.getByRole('button', { name: 'Unlink repeat 1' }).waitFor({ timeout: 10_000 });
	await button(lawyer, 'Убрать связь').click();
	await page.getByRole('heading', { name: 'Связанные обращения' }).waitFor({ state: 'detached' });
	await coordinator.page
		.getByRole('heading', { name: 'Linked requests' })
		.waitFor({ state: 'detached', timeout: 10_000 });
	await page.getByRole('tab', { name: say.history }).click();
	await page.getByRole('article').getByText('убрал(а) связь').waitFor();
});

test('in the other language one stays with the same request and filter, unlocked', async () => {
	const { page, say } = lawyer;
	await open(lawyer, say.mine, first);
	const before = new URL(page.url()).pathname;
	await page.getByRole('button', { name: 'Марина Веденкина' }).click();
	await page.getByRole('menuitem', { name: 'English' }).click();
	await page.waitForURL(/\/en\/desk\//);
	expect(new URL(page.url()).pathname.slice(3)).toBe(before.slice(3));
	await page.getByRole('article').getByText(first).waitFor();
	const mine = page.getByRole('button', { name: 'Mine', exact: true });
	expect(await mine.getAttribute('aria-pressed')).toBe('true');
	expect(await page.locator('html').getAttribute('lang')).toBe('en');
	await page.getByRole('button', { name: 'Марина Веденкина' }).click();
	await page.getByRole('menuitem', { name: 'Русский' }).click();
	await page.waitForURL(/\/ru\/desk\//);
	await page.getByRole('article').getByText(first).waitFor();
});

test('rules signed on the office’s page are what the public page follows; without a region the office reads', async () => {
	const need = 'Discrimination';
	const office = await enterAs(browser, server.address, 'office', 'en');
	const { page } = office;
	await page.getByRole('link', { name: 'Who reads what' }).click();
	await button(office, 'Add a line').click();
	const line = page.locator('ol.lines > li').last();
	await line.getByLabel('Need').selectOption({ label: need });
	await line.getByLabel('Region').selectOption({ label: 'Tula Oblast' });
	const reads = line.getByLabel('Read by');
	const labels = await reads.locator('option').allTextContents();
	const wanted = labels.find((one) => /\(Tula\)/.test(one) && !one.includes('takes no requests')) ?? '';
	await reads.selectOption({ label: wanted });
	await button(office, 'Sign and publish').last().click();
	await page
		.getByText(/The rules are published, version/)
		.first()
		.waitFor({ timeout: 20_000 });
	const name = wanted.replace(/ \(Tula\)$/, '');
	const asked = await sender.visit('/en/write');
	const who = async (region: string) => {
		await asked.goto(`${server.address}/en/write`);
		await asked.getByRole('radio', { name: need }).check();
		await asked.getByLabel(words.en.region).selectOption({ label: region });
		await asked.getByRole('textbox', { name: words.en.text, exact: true }).fill('Who will read this?');
		await asked.getByRole('button', { name: words.en.who }).click();
		return (await asked.getByText(/This will be read at the duty desk of:/).textContent()) ?? '';
	};
	expect(await who('Tula Oblast')).toContain(name);
	const ofNoRegion = await who('I’d rather not say');
	expect(ofNoRegion).not.toContain(name);
	await page.getByText('Everything else is read by').waitFor();
	const fallback = await page
		.getByLabel('Everything else is read by')
		.locator('option:checked')
		.textContent();
	expect(ofNoRegion).toContain((fallback ?? '').replace(/ \([^)]*\)$/, ''));
	expect(office.complaints).toEqual([]);
});

test('nothing complained', () => {
	expect(lawyer.complaints).toEqual([]);
	expect(coordinator.complaints).toEqual([]);
});
