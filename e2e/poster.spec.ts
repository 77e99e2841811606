import type { Browser } from 'playwright-core';
import { encode } from 'uqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs } from './desk/people.ts';
import { words } from './visitor/words.ts';

/** The poster way: a coordinator prints it, somebody comes by its address and is heard by that very desk. */
let server: RealServer;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

test('from a coordinator’s poster to a letter at their desk', async () => {
	const w = words.ru;
	const coordinator = await enterAs(browser, server.address, 'coordinator', 'ru');
	await coordinator.page.getByRole('link', { name: 'Дежурство', exact: true }).click();
	const link = coordinator.page.getByRole('link', { name: /\/ru\/write\// });
	const address = (await link.getAttribute('href')) ?? '';
	expect(address).toMatch(/\/ru\/write\/[a-z0-9-]+#network=[\w-]{43}$/);
	await coordinator.page.getByRole('button', { name: 'Напечатать плакат' }).click();
	await coordinator.page.emulateMedia({ media: 'print' });
	const poster = coordinator.page.locator('.printed-alone');
	await poster.waitFor();
	if (process.env.ACCORD_PICTURES)
		await coordinator.page.screenshot({ path: `${process.env.ACCORD_PICTURES}/poster.png` });
	const { data } = encode(address, { border: 2 });
	const dark = data.flatMap((row, y) => row.map((one, x) => (one ? `M${x} ${y}h1v1h-1z` : ''))).join('');
	expect(await poster.locator('.qr path').getAttribute('d')).toBe(dark);
	const shownWords = (await poster.locator('strong').textContent()) ?? '';

	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(address);
	expect(await page.locator('[data-fingerprint-words]').textContent()).toBe(shownWords);
	expect(await page.locator('[data-other-network]').isVisible()).toBe(false);
	await page.getByRole('radio', { name: w.need }).check();
	await page.getByRole('textbox', { name: w.text, exact: true }).fill('По плакату на двери, подорожник-21.');
	await page.getByRole('button', { name: w.send, exact: true }).click();
	await page.getByRole('heading', { name: w.sent }).waitFor();
	await context.close();

	await coordinator.page.emulateMedia({ media: 'screen' });
	await coordinator.page.getByRole('link', { name: 'Очередь', exact: true }).click();
	await coordinator.page.getByRole('option').filter({ hasText: 'подорожник-21' }).first().waitFor();
	expect(coordinator.complaints).toEqual([]);
});
