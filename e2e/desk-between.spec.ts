import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { makeSender } from './desk/letters.ts';
import { button, enterAs, open, row, show, type Staff } from './desk/people.ts';
import { words } from './visitor/words.ts';

/** Two organisations with one request: what each side sees, and what neither does. */
let server: RealServer;
let browser: Browser;
let lawyer: Staff;
let neighbour: Staff;
const visitor = words.ru;
const text = 'Нас троих не пускают в собственный дом после выселения.';

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	lawyer = await enterAs(browser, server.address, 'lawyer', 'ru');
	neighbour = await enterAs(browser, server.address, 'neighbour', 'en');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const sender = makeSender(
	() => browser,
	() => server.address,
);
async function handOverDialog() {
	const { page, say } = lawyer;
	await page.getByRole('button', { name: say.more }).click();
	await page.getByRole('menuitem', { name: 'Передать другой организации' }).click();
	const choice = page.getByRole('dialog').getByLabel('Организация');
	await choice.waitFor();
	const option = choice.locator('option').filter({ hasText: 'Полевой адрес' });
	return { choice, option, label: (await option.textContent()) ?? '' };
}
const noTrouble = async ({ page }: Staff) =>
	expect(await page.getByRole('article').getByRole('alert').allTextContents()).toEqual([]);

test('a request is never handed to the organisation that its sender excluded', async () => {
	const kept = 'Прошу, чтобы соседи из «Полевого адреса» об этом не знали.';
	await sender.write(kept, { not: 'Полевой адрес' });
	await open(lawyer, lawyer.say.untaken, kept.slice(0, 30));
	const { option } = await handOverDialog();
	expect(await option.isDisabled()).toBe(true);
	expect(await option.textContent()).toContain('отправитель не хочет');
	await lawyer.page.keyboard.press('Escape');
	await show(neighbour, neighbour.say.all);
	expect(await row(neighbour, kept.slice(0, 30)).count()).toBe(0);
});

test('handed over, each side has the dialogue with the other’s names, and its own notes alone', async () => {
	const code = await sender.write(text, { region: 'Тульская область' });
	await open(lawyer, lawyer.say.untaken, text.slice(0, 30));
	await button(lawyer, lawyer.say.take).click();
	await lawyer.page.getByLabel(lawyer.say.reply).fill('Передаём вас тем, кто ближе.');
	await button(lawyer, lawyer.say.send).click();
	await lawyer.page.getByRole('article').getByText('Передаём вас тем, кто ближе.').waitFor();
	await lawyer.page.getByRole('tab', { name: lawyer.say.notes }).click();
	await lawyer.page.getByRole('textbox', { name: lawyer.say.note, exact: true }).fill('Только для наших.');
	await button(lawyer, lawyer.say.keepNote).click();
	await lawyer.page.getByRole('article').getByText('Только для наших.').waitFor();
	const { choice, label } = await handOverDialog();
	await choice.selectOption({ label });
	const withNotes = lawyer.page.getByRole('checkbox', { name: /наши заметки и историю/ });
	expect(await withNotes.isChecked()).toBe(false);
	await lawyer.page.getByRole('dialog').getByRole('button', { name: 'Передать', exact: true }).click();
	await lawyer.page.getByRole('dialog').waitFor({ state: 'detached' });

	await open(neighbour, neighbour.say.untaken, text.slice(0, 30));
	const theirs = neighbour.page.getByRole('article');
	await theirs.getByText('Передаём вас тем, кто ближе.').waitFor();
	await theirs
		.getByText(/Марина Веденкина \(.+\)/)
		.first()
		.waitFor();
	await noTrouble(neighbour);
	await button(neighbour, neighbour.say.take).click();
	await neighbour.page.getByRole('tab', { name: neighbour.say.notes }).click();
	await theirs.getByText('No notes yet').waitFor();
	expect(await neighbour.page.getByText('Только для наших.').count()).toBe(0);
	await neighbour.page.getByRole('textbox', { name: neighbour.say.note, exact: true }).fill('Ours alone.');
	await button(neighbour, neighbour.say.keepNote).click();
	await theirs.getByText('Ours alone.').waitFor();
	await neighbour.page.getByRole('tab', { name: neighbour.say.history }).click();
	await theirs.getByText('took the request').waitFor();
	expect(await theirs.getByText('взял(а) обращение').count()).toBe(0);
	await neighbour.page.getByRole('tab', { name: neighbour.say.dialogue }).click();
	await neighbour.page.getByLabel(neighbour.say.reply).fill('Мы рядом, выезжаем.');
	await button(neighbour, neighbour.say.send).click();

	// The first desk reads on, verified by the other's own log, and sees nothing of their notes.
	const ours = lawyer.page.getByRole('article');
	await lawyer.page.getByRole('tab', { name: lawyer.say.dialogue }).click();
	await ours.getByText('Мы рядом, выезжаем.').waitFor({ timeout: 10_000 });
	await ours
		.getByText(/\(.*Полевой адрес.*\)/)
		.first()
		.waitFor();
	await lawyer.page.getByRole('tab', { name: lawyer.say.notes }).click();
	await ours.getByText('Только для наших.').waitFor();
	expect(await lawyer.page.getByText('Ours alone.').count()).toBe(0);
	await noTrouble(lawyer);

	// The sender has one dialogue, and goes on with it.
	const again = await sender.follow(code);
	await again.getByText('Передаём вас тем, кто ближе.').waitFor();
	await again.getByText('Мы рядом, выезжаем.').waitFor();
	await again.getByRole('textbox', { name: visitor.again }).fill('Спасибо, ждём вас.');
	await again.getByRole('button', { name: visitor.send, exact: true }).click();
	await again.getByText(visitor.written).waitFor();
	await again.context().close();
	await theirs.getByText('Спасибо, ждём вас.').waitFor({ timeout: 10_000 });
	await lawyer.page.getByRole('tab', { name: lawyer.say.dialogue }).click();
	await ours.getByText('Спасибо, ждём вас.').waitFor({ timeout: 10_000 });
	await noTrouble(lawyer);
	await noTrouble(neighbour);
});

test('notes go along where that is said, to be read', async () => {
	const shared = 'Просят передать с заметками: дело о прописке.';
	await sender.write(shared);
	await open(lawyer, lawyer.say.untaken, shared.slice(0, 30));
	await lawyer.page.getByRole('tab', { name: lawyer.say.notes }).click();
	await lawyer.page.getByRole('textbox', { name: lawyer.say.note, exact: true }).fill('Заметка для соседей.');
	await button(lawyer, lawyer.say.keepNote).click();
	await lawyer.page.getByRole('article').getByText('Заметка для соседей.').waitFor();
	const { choice, label } = await handOverDialog();
	await choice.selectOption({ label });
	await lawyer.page.getByRole('checkbox', { name: /наши заметки и историю/ }).check();
	await lawyer.page.getByRole('dialog').getByRole('button', { name: 'Передать', exact: true }).click();
	await lawyer.page.getByRole('dialog').waitFor({ state: 'detached' });
	await open(neighbour, neighbour.say.untaken, shared.slice(0, 30));
	await neighbour.page.getByRole('tab', { name: neighbour.say.notes }).click();
	const section = neighbour.page.getByRole('heading', { name: /^Notes and history of/ });
	await section.waitFor();
	await neighbour.page.getByText('Заметка для соседей.').waitFor();
	await noTrouble(neighbour);
});

test('nothing complained', () => {
	expect(lawyer.complaints).toEqual([]);
	expect(neighbour.complaints).toEqual([]);
});
