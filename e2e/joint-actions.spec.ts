import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs, noBarriers, type Staff } from './desk/people.ts';

/** Two organisations of one town, each at its own desk, the one in Russian, the other in English; and an outsider. */
let server: RealServer;
let browser: Browser;
let coordinator: Staff;
let neighbour: Staff;
let folder: string;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	coordinator = await enterAs(browser, server.address, 'coordinator', 'ru');
	neighbour = await enterAs(browser, server.address, 'neighbour', 'en');
	folder = await mkdtemp(path.join(os.tmpdir(), 'accord-letter-'));
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
	await rm(folder, { recursive: true, force: true });
});

const title = { ru: 'Верните людям комнату для приёма', en: 'Give people back their reception room' };
const button = ({ page }: Staff, name: string | RegExp) => page.getByRole('button', { name });
async function openLetters({ page }: Staff, name: string) {
	await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click();
	await page.getByRole('heading', { level: 1, name }).waitFor();
}
/** What others did meanwhile is there when somebody comes back to the page. */
const comeBack = ({ page }: Staff) => page.evaluate("window.dispatchEvent(new Event('focus'))");
/** The check as an outsider runs it: no server, no database, no data folder. */
function verify(file: string): Promise<{ code: number; out: string; err: string }> {
	const cli = path.join(import.meta.dirname, '..', 'src', 'app', 'cli.ts');
	const env = { PATH: process.env.PATH, LANG: 'C', ACCORD_DATA: '/nonexistent' };
	return new Promise((resolve) => {
		execFile(process.execPath, [cli, 'verify-letter', file], { env }, (error, out, err) =>
			resolve({ code: error ? Number(error.code) : 0, out, err }),
		);
	});
}

test('a letter is drafted in both languages, and another organisation is asked to sign', async () => {
	const { page } = coordinator;
	await openLetters(coordinator, 'Открытые письма');
	await page.getByRole('link', { name: 'Написать письмо' }).click();
	await page.getByLabel('Заголовок по-русски').fill(title.ru);
	await button(coordinator, 'Сохранить черновик').click();
	await page.getByText('Выберите сегодняшний день или более поздний').waitFor();
	const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
	await page.getByLabel('Последний день подписания').fill(until);
	await button(coordinator, 'Сохранить черновик').click();
	await page.getByText('На каждом языке письму нужны заголовок, адресат и текст.').waitFor();
	await page.getByLabel('Кому, по-русски').fill('Главе города');
	await page.getByLabel('Текст по-русски').fill('Комнату закрыли.\n\nОткройте её.');
	await page.getByLabel('Заголовок по-английски').fill(title.en);
	await page.getByLabel('Кому, по-английски').fill('The head of the town');
	await page.getByLabel('Текст по-английски').fill('The room was closed.\n\nOpen it.');
	await noBarriers(coordinator, axe.source);
	await button(coordinator, 'Сохранить черновик').click();
	await page.getByRole('heading', { level: 1, name: title.ru }).waitFor();
	await page.getByText('Прежде чем публиковать, подпишите письмо сами.').waitFor();

	await page.getByLabel('Название или город организации').fill('полевой');
	await button(coordinator, /Попросить:.*Полевой адрес/).click();
	await page
		.getByRole('listitem')
		.filter({ hasText: 'Полевой адрес' })
		.getByText('просят подписать')
		.waitFor();
	await noBarriers(coordinator, axe.source);
});

test('of a body whose legal state endangers, the warning is shown first', async () => {
	const { page } = coordinator;
	await page.getByLabel('Название или город организации').fill('отзвук');
	await button(coordinator, /Попросить:.*Отзвук/).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByText('Организация в реестре иностранных агентов').waitFor();
	await noBarriers(coordinator, axe.source);
	await dialog.getByRole('button', { name: 'Всё равно попросить' }).click();
	await dialog.getByText('Отметьте, что вы прочли предупреждение.').waitFor();
	await dialog.getByRole('button', { name: 'Отмена' }).click();
	await dialog.waitFor({ state: 'hidden' });
	expect(await page.getByRole('listitem').filter({ hasText: 'Отзвук' }).count()).toBe(0);
});

test('each signs with its own key; a changed text is signed anew', async () => {
	await button(coordinator, /Подписать от имени:/).click();
	await coordinator.page.getByRole('button', { name: 'Отозвать нашу подпись' }).waitFor();

	const { page } = neighbour;
	await openLetters(neighbour, 'Open letters');
	await page.getByRole('heading', { level: 2, name: 'We are asked to sign' }).waitFor();
	await page.getByRole('link', { name: title.en }).click();
	await page.getByText('Комнату закрыли.').waitFor();
	await button(neighbour, /^Sign for Field Address/).click();
	await button(neighbour, 'Take our signature back').waitFor();
	await noBarriers(neighbour, axe.source);

	await button(coordinator, 'Изменить письмо').click();
	await coordinator.page.getByLabel('Текст по-английски').fill('The room was closed.\n\nOpen it by May.');
	await button(coordinator, 'Сохранить черновик').click();
	await button(coordinator, /Подписать новый текст от имени:/).click();

	await comeBack(neighbour);
	await page.getByText('Open it by May.').waitFor();
	await button(neighbour, /^Sign the new text for/).click();
	await button(neighbour, 'Take our signature back').click();
	await button(neighbour, /^Sign for Field Address/).click();
	await button(neighbour, 'Take our signature back').waitFor();
});

test('it is published, everybody reads it, and an outsider verifies who signed', async () => {
	await comeBack(coordinator);
	const { page } = coordinator;
	await page
		.getByRole('listitem')
		.filter({ hasText: 'Полевой адрес' })
		.getByText(/подпись от/)
		.waitFor();
	await page.getByLabel('Опубликовать с этими подписями').check();
	await button(coordinator, 'Опубликовать письмо').click();
	await page.getByRole('link', { name: 'Письмо, как его видят все' }).waitFor();

	const outsider = await browser.newContext({ javaScriptEnabled: false, locale: 'en' });
	const reader = await outsider.newPage();
	await reader.goto(`${server.address}/en/letters`);
	await reader.getByRole('link', { name: title.en }).click();
	await reader.getByRole('heading', { level: 1, name: title.en }).waitFor();
	await reader.getByText('Open it by May.').waitFor();
	expect(await reader.getByRole('listitem').filter({ hasText: 'Fingerprint of the key' }).count()).toBe(2);
	const address = await reader.getByRole('link', { name: /^Download the letter/ }).getAttribute('href');
	const answer = await fetch(new URL(address ?? '', server.address));
	const file = path.join(folder, 'letter.json');
	await writeFile(file, new Uint8Array(await answer.arrayBuffer()));

	const right = await verify(file);
	expect(right.err).toBe('');
	expect(right.code).toBe(0);
	expect(right.out).toContain(title.en);
	expect(right.out).toMatch(/Field Address/);
	expect(right.out).toContain('Signatures: 2. All are right.');

	const bytes = await readFile(file);
	const at = bytes.indexOf('May');
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	await writeFile(file, bytes);
	const wrong = await verify(file);
	expect({ code: wrong.code, out: wrong.out }).toEqual({ code: 1, out: '' });
	expect(wrong.err).toMatch(/is not under this text/);

	await reader.goto(`${server.address}/ru/letters`);
	await reader.getByRole('link', { name: title.ru }).click();
	await reader.getByText('подписали 2 организации').waitFor();
	// And it stands on the page of each who signed.
	await reader.goto(`${server.address}/ru/directory/polevoy-adres`);
	await reader.getByRole('link', { name: title.ru }).waitFor();
	await outsider.close();
	for (const staff of [coordinator, neighbour]) expect(staff.complaints).toEqual([]);
});
