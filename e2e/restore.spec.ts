import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { button, enterAs, open, row, show, type Staff } from './desk/people.ts';
import { findFaults } from './every-page/check-page.ts';
import { words } from './visitor/words.ts';

/** Restore from yesterday: what came after the backup is there once, or told; what was taken away stays away. */
let server: RealServer;
let browser: Browser;
let lawyer: Staff;
let coordinator: Staff;
let folder: string;
const visitor = words.ru;
const root = path.join(import.meta.dirname, '..');

const before = 'Написано до копии: отца не пускают к врачу в колонии.';
const doomed = 'Будет уничтожено после копии: имя соседа и его адрес.';
const after = 'Написано после копии: повестку вручили на улице.';
const unread = 'Никто не успел открыть: задержали на площади.';
const reply = 'Ответ после копии: подайте заявление начальнику.';
const codes = new Map<string, string>();

beforeAll(async () => {
	folder = await mkdtemp(path.join(os.tmpdir(), 'accord-restore-'));
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	lawyer = await enterAs(browser, server.address, 'lawyer', 'ru');
	coordinator = await enterAs(browser, server.address, 'coordinator', 'ru');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
	await rm(folder, { recursive: true, force: true });
});

/** A stranger's page, without script. */
async function stranger<T>(at: string, work: (page: Page) => Promise<T>): Promise<T> {
	const context = await browser.newContext({ javaScriptEnabled: false });
	try {
		const page = await context.newPage();
		await page.goto(server.address + at);
		return await work(page);
	} finally {
		await context.close();
	}
}
const write = (text: string) =>
	stranger('/ru/write/zastupa', async (page) => {
		await page.getByRole('radio', { name: visitor.need }).check();
		await page.getByLabel(visitor.region).selectOption({ label: 'Тульская область' });
		await page.getByRole('textbox', { name: visitor.text, exact: true }).fill(text);
		await page.getByRole('button', { name: visitor.send, exact: true }).click();
		await page.getByRole('heading', { name: visitor.sent }).waitFor();
		codes.set(text, ((await page.locator('[data-code]').textContent()) ?? '').replaceAll(/\D/g, ''));
	});
const follow = <T>(text: string, work: (page: Page) => Promise<T>) =>
	stranger('/ru/write/follow', async (page) => {
		await page.getByLabel(visitor.code).fill(codes.get(text) ?? '');
		await page.getByRole('button', { name: visitor.open }).click();
		return work(page);
	});
const accord = (...args: string[]) =>
	promisify(execFile)(process.execPath, [path.join(root, 'src', 'app', 'cli.ts'), ...args], {
		cwd: root,
		env: { PATH: process.env.PATH, HOME: process.env.HOME, ACCORD_DATA: server.dataDir },
	});
/** In the page: where the server says that one belongs. */
async function ownOrganisations(): Promise<unknown> {
	const headers = { 'content-type': 'application/json' };
	const asked = { method: 'POST', headers, body: '{}' };
	return (await fetch('/api/act/vault.listOwnOrganisations', asked)).json();
}
async function comeBack({ page }: Staff, name: string): Promise<void> {
	await page.goto(`${server.address}/ru/desk`);
	await page.getByRole('button', { name, exact: true }).click();
	await page.waitForURL(/\/desk$/);
}
const find = (staff: Staff, text: string) => row(staff, text.slice(0, 24));

describe('after a restore from yesterday’s backup', () => {
	const file = () => path.join(folder, 'yesterday');

	test('before the backup: two requests, both read by two colleagues', async () => {
		await write(before);
		await write(doomed);
		for (const text of [before, doomed]) {
			await open(lawyer, lawyer.say.untaken, text.slice(0, 24));
			await open(coordinator, coordinator.say.untaken, text.slice(0, 24));
		}
		const made = await accord('backup', file());
		const key = /AGE-SECRET-KEY-\S+/.exec(made.stdout)?.[0];
		expect(key).toBeDefined();
		await writeFile(path.join(folder, 'key'), key ?? '', { mode: 0o600 });
	});

	test('after it: a reply, a request that is read and one that is not, one destroyed, a member removed', async () => {
		await open(lawyer, lawyer.say.untaken, before.slice(0, 24));
		await button(lawyer, lawyer.say.take).click();
		await button(lawyer, lawyer.say.take).waitFor({ state: 'detached' });
		await lawyer.page.getByLabel(lawyer.say.reply).fill(reply);
		await button(lawyer, lawyer.say.send).click();
		await lawyer.page.getByRole('article').getByText(reply).waitFor();
		await follow(before, (page) => page.getByText(reply).waitFor());
		await write(after);
		await open(lawyer, lawyer.say.untaken, after.slice(0, 24));
		await open(coordinator, coordinator.say.untaken, after.slice(0, 24));
		await write(unread);
		await find(lawyer, unread).waitFor();
		await follow(doomed, async (page) => {
			await page.getByRole('button', { name: visitor.destroy }).click();
			await page.getByLabel(visitor.sure).check();
			await page.getByRole('button', { name: visitor.destroyNow }).click();
			await page.getByRole('heading', { name: visitor.destroyed }).waitFor();
		});
		await find(lawyer, doomed).waitFor({ state: 'detached' });

		const { page } = coordinator;
		await page.getByRole('link', { name: 'Участники' }).click();
		const gleb = page.getByRole('listitem').filter({ hasText: 'Глеб Кутузин' });
		await gleb.getByRole('button', { name: 'Исключить', exact: true }).click();
		const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
		await dialog.getByLabel('Прекратить это членство').check();
		await dialog.getByRole('button', { name: 'Исключить', exact: true }).click();
		await gleb.getByText('исключён(а)').waitFor();
		// The lawyer's device hears of it, and of the desk's new key.
		await lawyer.page.getByRole('link', { name: 'Участники' }).click();
		await lawyer.page
			.getByRole('listitem')
			.filter({ hasText: 'Глеб Кутузин' })
			.getByText('исключён(а)')
			.waitFor();
		await lawyer.page.getByRole('link', { name: 'Очередь' }).first().click();
	});

	test('the server is set back into an empty folder by one command', async () => {
		await server.stop();
		for (const part of ['postgres', 'keys', 'files'])
			await rm(path.join(server.dataDir, part), { recursive: true, force: true });
		const restored = await accord('restore', file(), '--key', path.join(folder, 'key'));
		expect(restored.stdout).toMatch(/Restored as of|Восстановлено/);
		await server.start();
		await follow(before, async (page) => {
			await page.getByText(visitor.none).waitFor();
		});
	});

	test('a member’s device brings back what it holds; they wait for a coordinator', async () => {
		await comeBack(lawyer, 'lawyer');
		await lawyer.page.getByText('Координатор должен это подтвердить').waitFor();
		await show(lawyer, lawyer.say.all);
		await find(lawyer, after).waitFor();
		await find(lawyer, doomed).waitFor({ state: 'detached' });
		expect(await find(lawyer, after).count()).toBe(1);
		await find(lawyer, before).click();
		await lawyer.page.getByRole('article').getByText(reply).waitFor();
		expect(await lawyer.page.getByRole('article').getByText(reply).count()).toBe(1);
	});

	test.each(['ru', 'en'] as const)('the window that tells of it has no barriers (%s)', async (locale) => {
		const anew = await enterAs(browser, server.address, 'coordinator', locale);
		const { page } = anew;
		await page.getByRole('button', { name: locale === 'ru' ? 'Показать' : 'Show', exact: true }).click();
		await page.getByRole('dialog').getByRole('listitem').first().waitFor();
		expect(await findFaults(page, `the window of the restore, ${locale}`)).toEqual([]);
		await page.context().close();
	});

	test('a coordinator confirms, and is told what nobody brought back', async () => {
		await comeBack(coordinator, 'coordinator');
		const { page } = coordinator;
		await page.getByText('Посмотрите и подтвердите').waitFor();
		await page.getByRole('button', { name: 'Показать', exact: true }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('button', { name: 'Подписать и подтвердить' }).click();
		await dialog.getByText('Координатор подтвердил восстановление').waitFor();
		await dialog.getByText(unread.slice(0, 24)).waitFor();
		expect(await findFaults(page, 'the window of the restore, confirmed')).toEqual([]);
		await dialog.getByRole('button', { name: 'Понятно' }).click();
		await lawyer.page.getByText('координатор это подтвердил').waitFor();
		for (const staff of [lawyer, coordinator]) {
			await show(staff, staff.say.all);
			await find(staff, after).waitFor();
			// What is lost is named in the desk, and not in the queue any longer.
			await staff.page.getByText('Здесь открыть не удаётся').waitFor({ state: 'detached' });
			await find(staff, unread).waitFor({ state: 'detached' });
			await find(staff, before).waitFor();
			expect(await find(staff, after).count()).toBe(1);
			expect(await find(staff, doomed).count()).toBe(0);
		}
	});

	test('the removed member is out, and cannot come in', async () => {
		const { page } = coordinator;
		await page.getByRole('link', { name: 'Участники' }).click();
		await page.getByRole('listitem').filter({ hasText: 'Глеб Кутузин' }).getByText('исключён(а)').waitFor();
		const context = await browser.newContext();
		const gleb = await context.newPage();
		await gleb.goto(`${server.address}/ru/desk`);
		await gleb.getByLabel('Имя для входа').fill('kutuzin');
		await gleb.getByLabel('Парольная фраза').fill('demonstration network only');
		await gleb.getByRole('button', { name: 'Войти', exact: true }).click();
		// The account is theirs still; it belongs nowhere.
		await expect
			.poll(() => gleb.evaluate(ownOrganisations), { timeout: 20_000, interval: 300 })
			.toEqual({ ok: true, value: { organisations: [] } });
		await context.close();
	});

	test('who wrote reads and writes on with the code; who was lost is told so plainly', async () => {
		await follow(before, (page) => page.getByText(reply).waitFor());
		await follow(after, async (page) => {
			await page.getByRole('heading', { name: visitor.request }).waitFor();
			await page.getByRole('textbox', { name: visitor.again }).fill('Я снова здесь.');
			await page.getByRole('button', { name: visitor.send, exact: true }).click();
			await page.getByText(visitor.written).waitFor();
		});
		await show(lawyer, lawyer.say.all);
		await find(lawyer, after).click();
		await lawyer.page.getByRole('article').getByText('Я снова здесь.').waitFor();
		for (const text of [doomed, unread]) {
			await follow(text, async (page) => {
				await page.getByText(visitor.unknown).first().waitFor();
				await page.getByText('Наш сервер восстановлен из копии').waitFor();
			});
		}
		expect([...lawyer.complaints, ...coordinator.complaints]).toEqual([]);
	});

	test('every chain, log and file is whole', async () => {
		const checked = await accord('check');
		expect(checked.stdout).not.toMatch(/broken|altered|differs|lost/);
	});
});
