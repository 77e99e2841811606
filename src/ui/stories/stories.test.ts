import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from './browser.ts';
import { deskStories, openStage, publicStories, type Stage } from './stage.ts';

let stage: Stage;
let browser: Browser;
beforeAll(async () => {
	[stage, browser] = await Promise.all([openStage(), startBrowser()]);
});
afterAll(async () => {
	await browser.close();
	await stage.close();
});

const beyondTheEdge = 'document.documentElement.scrollWidth - innerWidth';

async function open(path: string, viewport = { width: 1280, height: 860 }): Promise<Page> {
	const page = await browser.newPage({ viewport });
	await page.goto(`${stage.origin}/${path}`);
	await page.waitForFunction('document.querySelector("main") !== null');
	return page;
}

/** What axe finds against WCAG 2.2 AA and its own good practice, each with its place. */
async function findBarriers(page: Page): Promise<string[]> {
	if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
	const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as axe.AxeResults;
	return found.violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
	);
}

const stories = [
	...publicStories.map((name) => `public/${name}`),
	...deskStories.map((name) => `desk/${name}`),
];

describe('every story', () => {
	for (const path of stories) {
		it(`${path} has no barrier, breaks no policy and fits every screen`, async () => {
			const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' });
			const complaints: string[] = [];
			page.on('pageerror', (error) => complaints.push(error.message));
			page.on('console', (message) => {
				if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
			});
			await page.goto(`${stage.origin}/${path}`);
			await page.waitForFunction('document.querySelector("main") !== null');
			if (path === 'desk/menu') await page.getByRole('button', { name: 'Ещё' }).click();
			expect(await findBarriers(page), 'on a screen by day').toEqual([]);

			await page.setViewportSize({ width: 360, height: 740 });
			await page.emulateMedia({ colorScheme: 'dark' });
			expect(await findBarriers(page), 'on a telephone by night').toEqual([]);

			await page.setViewportSize({ width: 320, height: 740 });
			expect(await page.evaluate(beyondTheEdge), 'beyond 320 px').toBe(0);
			await page.evaluate('document.documentElement.dataset.type = "large"');
			expect(await page.evaluate(beyondTheEdge), 'beyond 320 px in larger type').toBe(0);
			expect(complaints).toEqual([]);
			await page.close();
		});
	}
});

describe('public pages', () => {
	it('are light, and hold no script and no style of their own', async () => {
		for (const name of publicStories) {
			const html = await (await fetch(`${stage.origin}/public/${name}`)).text();
			const sheet = await (await fetch(`${stage.origin}/public.css`)).text();
			expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/);
			expect(Buffer.byteLength(html) + Buffer.byteLength(sheet)).toBeLessThan(40_000);
			expect(gzipSync(sheet).length).toBeLessThan(6_000);
		}
	});

	it('ask for nothing beyond their own host, and for no font that the page does not set', async () => {
		const page = await open('public/code');
		const asked = (await page.evaluate(
			'document.fonts.ready.then(() => performance.getEntriesByType("resource").map((e) => e.name))',
		)) as string[];
		expect(asked.filter((address) => !address.startsWith(stage.origin))).toEqual([]);
		expect(asked.filter((address) => address.includes('italic'))).toEqual([]);
		await page.close();
	});

	it('lead a keyboard first to the text, and keep the way out in sight', async () => {
		const page = await open('public/write', { width: 360, height: 640 });
		await page.keyboard.press('Tab');
		expect(await page.evaluate('document.activeElement.textContent')).toBe('Перейти к тексту');
		await page.keyboard.press('Enter');
		expect(await page.evaluate('document.activeElement.id')).toBe('main');
		await page.evaluate('scrollTo(0, document.body.scrollHeight / 2)');
		const out = await page.getByRole('link', { name: 'Уйти отсюда' }).boundingBox();
		expect(out?.y).toBeGreaterThanOrEqual(0);
		expect(out?.y).toBeLessThan(640);
		await page.close();
	});

	it('show the primary action and the telephone on the first screen of a telephone', async () => {
		const page = await open('public/write', { width: 360, height: 640 });
		for (const name of ['Написать нам', '8 800 555-01-23']) {
			const box = await page.getByRole('banner').getByRole('link', { name }).boundingBox();
			expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThan(400);
		}
		await page.close();
	});

	it('tie the error of a field to its control, and the summary to the field', async () => {
		const page = await open('public/write');
		const field = page.getByRole('textbox', { name: 'Расскажите' });
		const described = await field.getAttribute('aria-describedby');
		expect(described).toBe('text-hint text-error');
		await page.getByRole('alert').getByRole('link').click();
		expect(new URL(page.url()).hash).toBe('#text');
		await page.close();
	});

	it('print the page and not its surroundings', async () => {
		const page = await open('public/code');
		await page.emulateMedia({ media: 'print' });
		expect(await page.getByRole('link', { name: 'Write to us' }).isVisible()).toBe(false);
		expect(await page.getByText('Word for the telephone').isVisible()).toBe(true);
		expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
		await page.close();
	});
});
