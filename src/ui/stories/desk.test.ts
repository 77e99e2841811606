import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from './browser.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let browser: Browser;
beforeAll(async () => {
	[stage, browser] = await Promise.all([openStage(), startBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await stage.close();
});

async function open(name: string, viewport = { width: 1280, height: 860 }): Promise<Page> {
	const page = await browser.newPage({ viewport });
	await page.goto(`${stage.origin}/desk/${name}`);
	await page.getByRole('main').waitFor();
	return page;
}

/** Place, in the whole list, of the row one stands on. */
const standing = (page: Page) =>
	page.getByRole('listbox').evaluate((list) => {
		const row = document.querySelector(
			`#${CSS.escape(list.getAttribute('aria-activedescendant') ?? 'none')}`,
		);
		return Number(row?.getAttribute('aria-posinset') ?? 0);
	});

describe('a list of 100,000 rows', () => {
	it('is walked by keyboard, under a Russian layout as well, and draws only what is in sight', async () => {
		const page = await open('long');
		const list = page.getByRole('listbox', { name: 'Обращения' });
		await list.focus();
		await page.keyboard.press('j');
		await page.keyboard.press('ArrowDown');
		expect(await standing(page)).toBe(3);
		await list.dispatchEvent('keydown', { key: 'о', code: 'KeyJ' });
		await list.dispatchEvent('keydown', { key: 'л', code: 'KeyK' });
		await page.keyboard.press('k');
		expect(await standing(page)).toBe(2);
		await page.keyboard.press('End');
		expect(await standing(page)).toBe(100_000);
		const options = page.getByRole('option');
		expect(await options.count()).toBeLessThan(60);
		expect(await options.last().getAttribute('aria-setsize')).toBe('100000');
		await page.keyboard.press('Enter');
		expect(await page.getByRole('heading', { level: 2 }).nth(1).textContent()).toBe('Справка о гражданстве');
		await page.close();
	});

	it('scrolls as quickly as one of a thousand', async () => {
		/** Median time of a frame in which rows are drawn that were not drawn before. */
		const frame = async (story: string) => {
			const page = await open(story);
			const median = await page.getByRole('listbox').evaluate(async (list) => {
				const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
				const times: number[] = [];
				let before = await next();
				for (let step = 0; step < 40; step += 1) {
					list.scrollTop = step % 2 === 0 ? (list.scrollHeight * step) / 40 : list.scrollTop + 900;
					const now = await next();
					times.push(now - before);
					before = now;
				}
				return times.sort((a, b) => a - b)[20] ?? Number.POSITIVE_INFINITY;
			});
			await page.close();
			return median;
		};
		const [long, short] = [await frame('long'), await frame('thousand')];
		expect(long).toBeLessThan(2 * short + 17);
	});
});

describe('destroying', () => {
	it('cannot be done by Enter alone, and is done by a tick and the button', async () => {
		const page = await open('destroy');
		const dialog = page.getByRole('alertdialog', { name: 'Уничтожить обращение?' });
		const destroyed = page.locator('output');
		for (let times = 0; times < 4; times += 1) await page.keyboard.press('Enter');
		expect(await destroyed.textContent()).toBe('0');
		if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Открыть' }).click();
		await dialog.getByRole('button', { name: 'Уничтожить' }).click({ force: true });
		expect(await destroyed.textContent()).toBe('0');
		await dialog.getByRole('checkbox').check();
		await dialog.getByRole('button', { name: 'Уничтожить' }).click();
		await dialog.waitFor({ state: 'hidden' });
		expect(await destroyed.textContent()).toBe('1');
		await page.close();
	});
});

describe('overlays', () => {
	it('find a command by a part of its name and close on Escape', async () => {
		const page = await open('palette');
		await page.getByRole('combobox', { name: 'Что сделать' }).fill('колл приг');
		expect(await page.getByRole('option').allTextContents()).toHaveLength(1);
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await page.close();
	});

	it('open a menu by keyboard and give the focus back', async () => {
		const page = await open('menu');
		const button = page.getByRole('button', { name: 'Ещё' });
		await button.focus();
		await page.keyboard.press('Enter');
		await page.getByRole('menuitem', { name: 'Передать коллеге' }).waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('menu').waitFor({ state: 'hidden' });
		expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
		await page.close();
	});
});

describe('panes', () => {
	it('are three, two or one, as there is room', async () => {
		const seen = async (width: number) => {
			const page = await open('desk', { width, height: 800 });
			const panes = [
				page.getByRole('region', { name: 'Очередь' }),
				page.getByRole('region', { name: 'Обращение' }),
				page.getByRole('region', { name: 'Сведения' }),
			];
			const visible = await Promise.all(panes.map((pane) => pane.isVisible()));
			await page.close();
			return visible;
		};
		expect(await seen(1280)).toEqual([true, true, true]);
		expect(await seen(1000)).toEqual([true, true, false]);
		expect(await seen(360)).toEqual([true, false, false]);
	});

	it('follow the reader on a telephone from the queue into the file', async () => {
		const page = await open('desk', { width: 360, height: 740 });
		await page.getByRole('option').nth(2).click();
		await page.getByRole('heading', { level: 2, name: 'Пенсия: отказ в перерасчёте' }).waitFor();
		expect(
			await page.getByRole('button', { name: 'Обращение', exact: true }).getAttribute('aria-pressed'),
		).toBe('true');
		await page.close();
	});
});
