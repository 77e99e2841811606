import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { answerRequest, openRequests } from '#test/network/staff.ts';
import { findFaults } from './every-page/check-page.ts';
import { withVisitorPlace } from './visitor/place.ts';
import { words } from './visitor/words.ts';

const place = withVisitorPlace();
/** Where pictures of each state go, for a person to look at; none unless asked. */
const pictures = process.env.ACCORD_PICTURES;

/** Without script nothing can look at a page from inside: the same page is looked at where script runs, without its own. */
async function faultsOf(page: Page, what: string): Promise<string[]> {
	if (!what.includes('plain')) return findFaults(page, what);
	const html = (await page.content()).replaceAll(/<script[^>]*><\/script>/g, '');
	const context = await place.browser.newContext();
	const shadow = await context.newPage();
	await shadow.route(page.url(), (route) =>
		route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
	);
	await shadow.goto(page.url());
	const faults = await findFaults(shadow, what);
	await context.close();
	return faults;
}

/** What is wrong with the page in the state it is in; and its picture. */
async function look(page: Page, what: string): Promise<string[]> {
	const faults = await faultsOf(page, what);
	if (pictures === undefined) return faults;
	await mkdir(pictures, { recursive: true });
	await page.emulateMedia({ colorScheme: 'light' });
	for (const width of [360, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await page.screenshot({ path: path.join(pictures, `${what}-${width}.png`), fullPage: true });
	}
	return faults;
}

/** The pages that come only after something was sent: each without a barrier, at every width. */
describe.each([
	{ lang: 'ru', script: true },
	{ lang: 'en', script: false },
	{ lang: 'en', script: true },
	{ lang: 'ru', script: false },
] as const)('what one sees on the way ($lang, script: $script)', ({ lang, script }) => {
	const w = words[lang];
	const name = (state: string) => `${lang}-${script ? 'script' : 'plain'}-${state}`;
	const text = `Состояния страниц. ${lang} ${script}`;
	let code = '';

	test('from the form to the code that was kept', async () => {
		const page = await place.visit(`/${lang}/write/centre`, script);
		const faults = await look(page, name('form'));
		await page.getByRole('button', { name: w.send, exact: true }).click();
		await page.getByRole('link', { name: w.needMissing }).waitFor();
		faults.push(...(await look(page, name('refused'))));
		await page.getByRole('radio', { name: w.need }).check();
		await page.getByRole('textbox', { name: w.text, exact: true }).fill(text);
		await page.getByLabel(w.backup).check();
		await page.getByRole('button', { name: w.send, exact: true }).click();
		await page.getByRole('heading', { name: w.sent }).waitFor();
		code = ((await page.locator('[data-code]').textContent()) ?? '').replaceAll(/\D/g, '');
		faults.push(...(await look(page, name('sent'))));
		await page.getByLabel(w.last).fill('0000');
		await page.getByRole('button', { name: w.goOn }).click();
		await page.getByRole('link', { name: w.lastWrong }).waitFor();
		faults.push(...(await look(page, name('last-wrong'))));
		await page.getByLabel(w.last).fill(code.slice(-4));
		await page.getByRole('button', { name: w.goOn }).click();
		await page.getByRole('heading', { name: w.next }).waitFor();
		faults.push(...(await look(page, name('kept'))));
		// Whom one agreed to is named.
		expect(await page.getByText(w.backupName).count()).toBe(1);
		expect(faults).toEqual([]);
		await page.context().close();
	});

	test('with the code, mistyped, in whatever digits, to what one is told and to the end', async () => {
		const { databaseUrl, network, server } = place;
		const page = await place.visit(`/${lang}/write/follow`, script);
		const faults = await look(page, name('follow'));
		const open = async (typed: string) => {
			await page.getByLabel(w.code).fill(typed);
			await page.getByRole('button', { name: w.open }).click();
		};
		// A single wrong digit is told before anything is asked of the server, and stays to be put right.
		const wrong = `${code.slice(0, 23)}${(Number(code[23]) + 1) % 10}`;
		await open(wrong);
		await page.getByRole('link', { name: w.mistyped }).waitFor();
		expect(await page.getByLabel(w.code).inputValue()).toBe(wrong);
		faults.push(...(await look(page, name('mistyped'))));
		// Arabic digits, dashes, spaces and dots as they come.
		const arabic = [...code].map((digit) => String.fromCodePoint(0x06_60 + Number(digit))).join('');
		await open(arabic.replaceAll(/(.{4})(?=.)/g, '$1 - '));
		await page.getByText(w.received).waitFor();
		faults.push(...(await look(page, name('received'))));
		const request = (await openRequests(databaseUrl, network.centre)).at(-1);
		if (!request) throw new Error('There is no request');
		await answerRequest(databaseUrl, server.dataDir, network.centre, request, {
			text: 'Мы этим не занимаемся.',
			tryInstead: 'Комитет солдатских матерей, Пермь, 212-00-00',
			status: 'not-ours',
		});
		await page.goto(`${server.address}/${lang}/write/follow`);
		await open(code.replaceAll(/(.{4})(?=.)/g, '$1.'));
		await page.getByText(w.notOurs).waitFor();
		await page.getByText('Комитет солдатских матерей, Пермь, 212-00-00').waitFor();
		faults.push(...(await look(page, name('not-ours'))));
		await page.getByRole('button', { name: w.destroy }).click();
		await page.getByRole('heading', { name: w.destroyTitle }).waitFor();
		faults.push(...(await look(page, name('destroy'))));
		await page.getByLabel(w.sure).check();
		await page.getByRole('button', { name: w.destroyNow }).click();
		await page.getByRole('heading', { name: w.destroyed }).waitFor();
		faults.push(...(await look(page, name('destroyed'))));
		expect(faults).toEqual([]);
		await page.context().close();
	});
});
