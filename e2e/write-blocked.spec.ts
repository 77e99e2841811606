import { describe, expect, test } from 'vitest';
import { RequestBody, readWords } from '#programmes/intake/model.ts';
import { openRequests } from '#test/network/staff.ts';
import { withVisitorPlace } from './visitor/place.ts';
import { words } from './visitor/words.ts';

const place = withVisitorPlace();

async function sealedBy(text: string): Promise<unknown> {
	const requests = await openRequests(place.databaseUrl, place.network.centre);
	return requests.find(({ chain }) => {
		const body = RequestBody.safeParse(chain.ordered[0]?.body);
		return body.success && readWords(body.data.text) === text;
	})?.facts.sealed_by;
}

/** A bad line, a filter or a server that lost a file: whoever writes must still be heard, and know how. */
describe.each([
	{ lang: 'ru', how: 'blocked' },
	{ lang: 'en', how: 'not there' },
] as const)('where script is $how ($lang)', ({ lang, how }) => {
	const w = words[lang];
	const told = lang === 'ru' ? /Ничего не отправлено/ : /Nothing has been sent/;

	async function begin(text: string, lets: (address: string, main: string) => boolean) {
		const path = `/${lang}/write/centre`;
		const html = await (await fetch(place.server.address + path)).text();
		const main = /<script[^>]*src="([^"]+)"/.exec(html)?.[1] ?? '';
		expect(main).not.toBe('');
		const context = await place.browser.newContext();
		await context.route('**/*.js', (route) => {
			if (lets(new URL(route.request().url()).pathname, main)) return route.continue();
			return how === 'blocked' ? route.abort() : route.fulfill({ status: 404, body: 'Not found' });
		});
		const page = await context.newPage();
		page.setDefaultTimeout(10_000);
		await page.goto(place.server.address + path);
		await page.getByRole('radio', { name: w.need }).check();
		await page.getByRole('textbox', { name: w.text, exact: true }).fill(text);
		await page.getByLabel(w.backup).check();
		return page;
	}

	test('none of it came: the form posts as without script', async () => {
		const text = `Ничего не пришло. ${lang}`;
		const page = await begin(text, () => false);
		await page.getByRole('button', { name: w.send, exact: true }).click();
		await page.getByRole('heading', { name: w.sent }).waitFor();
		expect(await sealedBy(text)).toBe('server');
		await page.context().close();
	});

	test('what seals did not come: one is told before anything is sent, and the next press sends', async () => {
		const text = `Пришло не всё. ${lang}`;
		const page = await begin(text, (address, main) => address === main);
		await page.getByRole('button', { name: w.send, exact: true }).click();
		await page.locator('[data-progress]').filter({ hasText: told }).waitFor();
		expect(await page.getByRole('textbox', { name: w.text, exact: true }).inputValue()).toBe(text);
		expect(await sealedBy(text)).toBeUndefined();
		await page.getByRole('button', { name: w.send, exact: true }).click();
		await page.getByRole('heading', { name: w.sent }).waitFor();
		expect(await sealedBy(text)).toBe('server');
		await page.context().close();
	});
});
