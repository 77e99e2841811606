/**
 * Seizure proof of introductions: what two organisations say to each other, and whom they would like to meet, is
 * planted through the real pages; then the memory of the running server, its disk and its logs are searched for it.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { needlesOf, searchPlaces } from '#platform/seizure/index.ts';
import { writeMemoryImage } from '#test/harness/memory-image.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs, type Staff } from '../../e2e/desk/people.ts';

/** Every byte of disk, log and memory is searched. */
vi.setConfig({ testTimeout: 240_000 });

const asked = 'Zverozubova-Quillfeather';
const answered = 'Ъжельбеева Фёкла';
/** Typed where one looks for an organisation to wish: it finds nobody, and goes nowhere. */
const typed = 'Пшеничнокрылова';
/** Public in the demonstration: the search finds it where it looks. */
const known = 'Сеть «Перекличка»';

let place: string;
let server: RealServer;
let browser: Browser;
let coordinator: Staff;
let neighbour: Staff;

beforeAll(async () => {
	place = await mkdtemp(path.join(os.tmpdir(), 'accord-seizure-introductions-'));
	const temporary = path.join(place, 'tmp');
	await mkdir(temporary);
	const dataDir = path.join(place, 'data');
	[server, browser] = await Promise.all([
		startRealServer({ programme: 'demo', dataDir, env: { TMPDIR: temporary } }),
		startBrowser(),
	]);
	coordinator = await enterAs(browser, server.address, 'coordinator', 'ru');
	neighbour = await enterAs(browser, server.address, 'neighbour', 'ru');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
	await rm(place, { recursive: true, force: true });
});

async function goTo({ page }: Staff, link: string) {
	await page.getByRole('navigation').getByRole('link', { name: link, exact: true }).first().click();
	await page.getByRole('heading', { level: 1, name: link }).waitFor();
}
const find = async (where: string, words: readonly string[]) => {
	const { found } = await searchPlaces([where], words.flatMap(needlesOf));
	return found.map(({ path: file, as, word }) => `${path.relative(place, file)}: ${word} (${as})`);
};

test('a question, its answer and a wish are planted, each seen by the other', async () => {
	const { page } = coordinator;
	await goTo(coordinator, 'Соседи');
	await page.getByRole('link', { name: /Попросить о знакомстве.*Полевой адрес/ }).click();
	await page.getByLabel('Ваше письмо').fill(`Это ${asked}. Давайте познакомимся.`);
	await page.getByRole('button', { name: 'Запечатать и отправить' }).click();
	await page.getByText(asked).waitFor();

	await goTo(neighbour, 'Знакомства');
	await neighbour.page.getByText(asked).waitFor();
	await neighbour.page.getByLabel('Ваш ответ').fill(`Спросите, пожалуйста: ${answered}.`);
	await neighbour.page.getByRole('button', { name: /^Согласиться/ }).click();
	await neighbour.page.getByText('вы согласились').waitFor();

	await page.getByLabel('Организация', { exact: true }).fill(typed);
	await page.getByText('Такой организации в сети не нашлось.').waitFor();
	await page.getByLabel('Организация', { exact: true }).fill('полев');
	await page.getByRole('button', { name: /^Выбрать: / }).click();
	await page.getByLabel('Тема', { exact: true }).selectOption({ label: 'Жильё' });
	await page.getByRole('button', { name: 'Добавить', exact: true }).click();
	await page.getByRole('listitem').filter({ hasText: 'Жильё' }).waitFor();
	await page.evaluate("window.dispatchEvent(new Event('focus'))");
	await page.getByText(answered).waitFor();
});

test('the memory of the main process holds none of it', async () => {
	const core = path.join(place, 'core');
	writeMemoryImage(server.pid(), core);
	expect(await find(core, [known])).not.toEqual([]);
	const found = await find(core, [asked, answered, typed]);
	await rm(core);
	expect(found).toEqual([]);
});

test('the disk, the temporary files and the logs hold none of it', async () => {
	await server.stop();
	await writeFile(path.join(place, 'captured.log'), server.said());
	expect(await find(server.dataDir, [known])).not.toEqual([]);
	expect(await find(place, [asked, answered, typed])).toEqual([]);
});
