/**
 * A text browser shows a page from its top to its bottom as it stands in the source: no style, no script, no
 * picture. What it needs is asked of every public page that the site map names, in both languages: the way past
 * the menu, headings in their order, links that say where they lead, fields with labels, tables with heads,
 * and nothing that only a style or a script would make readable.
 */
import { expect, test } from 'vitest';
import { withPlace, type Reader } from './every-page/place.ts';

const place = withPlace('demo');

/** More than these of one kind (organisations, letters) say nothing new. */
const mostOfAKind = 4;
/** Pages that the site map leaves out, because there are thousands or they are not to be found by searching. */
const others = ['/directory/towns/tula', '/directory/towns/yefremov', '/directory/regions/RU-TUL'];

/** What would stop whoever reads the page as text alone; run in the page, which runs no script of its own. */
const troubles = `(() => {
	const wrong = [];
	const words = (one) => one.textContent.replace(/\\s+/g, ' ').trim();
	const named = (one) => words(one) || one.getAttribute('aria-label') || one.querySelector('img[alt]')?.alt;
	// Not drawn without a style: what the table beside it says is read.
	for (const drawing of document.querySelectorAll('svg')) drawing.remove();
	// Shown all the same: 'hidden' is a matter of style.
	for (const one of document.querySelectorAll('[hidden]'))
		if (words(one) !== '' && !one.matches('button[type=button]') && !words(one).match(/^[+\\d\\s()-]+$/)) wrong.push('hidden words: ' + words(one));
	const main = document.querySelector('main');
	if (!main) return ['no main part'];
	const first = document.body.querySelector('a[href]');
	if (!first || first.getAttribute('href') !== '#' + main.id) wrong.push('the first link does not lead past the menu');
	let level = 0;
	for (const heading of main.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
		if (heading.closest('[hidden]')) continue;
		const now = Number(heading.tagName[1]);
		if (now > level + 1) wrong.push(heading.tagName + ' «' + words(heading) + '» after a heading of level ' + level);
		if (words(heading) === '') wrong.push('an empty ' + heading.tagName);
		level = now;
	}
	if (main.querySelector('h1, :not([hidden] *):is(h2, h3)')?.tagName !== 'H1') wrong.push('the first heading is not h1');
	const leads = new Map();
	for (const link of document.querySelectorAll('a[href]')) {
		const text = named(link);
		if (!text) wrong.push('a link without words: ' + link.getAttribute('href'));
		// Within one list or line a text leads to one place; a reader of links alone cannot tell them apart.
		const at = link.closest('li, p, td, th, dd, h2, h3') ?? link;
		const key = words(at) + ' / ' + text;
		const before = leads.get(key);
		if (before !== undefined && before !== link.href) wrong.push('«' + key + '» leads to two places');
		leads.set(key, link.href);
	}
	for (const field of document.querySelectorAll('input:not([type=hidden]), textarea, select')) {
		if (field.closest('[hidden]')) continue;
		const label = [...(field.labels ?? [])].map(words).join(' ') || field.getAttribute('aria-label');
		if (!label) wrong.push('a field without a label: ' + field.name);
	}
	for (const button of document.querySelectorAll('button, input[type=submit]'))
		if (!(words(button) || button.value || button.getAttribute('aria-label'))) wrong.push('a button without words');
	for (const form of document.querySelectorAll('form'))
		if (!form.querySelector('button:not([type=button]), input[type=submit]')) wrong.push('a form that only a script could send');
	for (const picture of document.querySelectorAll('img')) if (!picture.hasAttribute('alt')) wrong.push('a picture without words');
	for (const table of document.querySelectorAll('table')) {
		if (!table.querySelector('th')) wrong.push('a table without heads');
		if (!table.caption && !table.getAttribute('aria-label') && !table.getAttribute('aria-labelledby')) wrong.push('a table without a name');
	}
	for (const one of document.querySelectorAll('[onclick], a[href^="javascript:"]')) wrong.push('only for script: ' + words(one));
	const contacts = words(document.body);
	const telephone = document.querySelector('a[href^="tel:"]');
	if (!telephone) wrong.push('no telephone');
	else if (!contacts.includes(words(telephone))) wrong.push('the telephone is not in the text');
	return wrong;
})()`;

/** What stands on the page from its top to its bottom, as a text browser would show it. */
async function readAsText({ page }: Reader, address: string): Promise<string[]> {
	await page.goto(address);
	const found = (await page.evaluate(troubles)) as string[];
	return found.map((one) => `${address}: ${one}`);
}

test('every public page is read as text alone', async () => {
	const map = await (await fetch(new URL('/sitemap.xml', place.server.address))).text();
	const kinds = new Map<string, number>();
	const addresses = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)]
		.map(([, address]) => new URL(address ?? '').pathname)
		.filter((address) => {
			const kind = address.split('/').slice(0, 3).join('/') + (address.split('/').length > 3 ? '/…' : '');
			kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
			return (kinds.get(kind) ?? 0) <= mostOfAKind;
		});
	expect(addresses.length).toBeGreaterThan(20);
	const wrong: string[] = [];
	for (const language of ['ru', 'en'] as const) {
		const reader = await place.reader(language, { script: false });
		const own = addresses.filter((address) => address.startsWith(`/${language}`));
		for (const address of [...own, ...others.map((path) => `/${language}${path}`)])
			wrong.push(...(await readAsText(reader, address)));
		await reader.context.close();
	}
	expect(wrong).toEqual([]);
});

test('a town leads to the pages of those who work there, and to the nearest who do what is missing', async () => {
	for (const language of ['ru', 'en'] as const) {
		const { page, context } = await place.reader(language, { script: false });
		await page.goto(`/${language}/directory/towns/tula`);
		const names = page.getByRole('listitem').locator('strong').getByRole('link');
		const name = await names.first().innerText();
		await names.first().click();
		expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/${language}/directory/[a-z0-9-]+$`));
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name);
		await page.goBack();
		const title = language === 'ru' ? 'Чего здесь не хватает' : 'What is missing here';
		const nearest = page
			.getByRole('heading', { name: title })
			.locator('~ ul')
			.first()
			.getByRole('link')
			.first();
		await nearest.click();
		expect(new URL(page.url()).pathname).toContain(`/${language}/directory/towns/`);
		await page.goto(`/${language}/about`);
		expect(await page.getByRole('link', { name: 'CC BY 4.0' }).getAttribute('href')).toContain(
			'licenses/by/4.0',
		);
		await context.close();
	}
});

test('a region tells what is new in it as a feed that a reader of feeds finds by itself', async () => {
	const get = (path: string) => fetch(new URL(path, place.server.address), { headers: { accept: '*/*' } });
	for (const language of ['ru', 'en'] as const) {
		const html = await (await get(`/${language}/directory/regions/RU-TUL`)).text();
		const [, path = ''] = /<link[^>]*type="application\/atom\+xml"[^>]*href="([^"]+)"/.exec(html) ?? [];
		const response = await get(path);
		expect(response.headers.get('content-type')).toContain('application/atom+xml');
		const { page, context } = await place.reader(language);
		await page.goto(`/${language}/about`);
		// The browser's own parser says whether it is XML at all.
		const told = (await page.evaluate(`(() => {
			const feed = new DOMParser().parseFromString(${JSON.stringify(await response.text())}, 'application/xml');
			return {
				broken: feed.querySelector('parsererror')?.textContent ?? '',
				pages: [...feed.querySelectorAll('entry > link')].map((link) => link.getAttribute('href')),
			};
		})()`)) as { broken: string; pages: string[] };
		expect(told.broken).toBe('');
		expect(told.pages.some((one) => one.endsWith(`/${language}/directory/zastupa`))).toBe(true);
		for (const one of told.pages) expect((await get(new URL(one).pathname)).status, one).toBe(200);
		await context.close();
	}
	expect((await get('/ru/directory/regions/RU-XXX/feed.atom')).status).toBe(404);
});
