/**
 * The public site as people meet it without script: they search, are understood in spite of the keyboard, narrow,
 * go through the index and the site map; what they asked for stays nowhere.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages, withPlace, type Language, type Reader } from './every-page/place.ts';

const place = withPlace('demo');

const words = {
	ru: {
		search: 'Поиск',
		find: 'Найти',
		town: 'Тула',
		narrow: 'Уточнить',
		remove: 'Убрать',
		index: 'Указатель',
		map: 'Карта сайта',
		about: 'О сети',
		none: 'Ничего не найдено',
		yourTown: 'Ваш город',
		write: 'Написать нам',
	},
	en: {
		search: 'Search',
		find: 'Find',
		town: 'Tula',
		narrow: 'Narrow',
		remove: 'Remove',
		index: 'Index',
		map: 'Site map',
		about: 'About the network',
		none: 'Nothing was found',
		yourTown: 'Your town',
		write: 'Write to us',
	},
} as const;

async function inBoth(walk: (reader: Reader, say: (typeof words)[Language]) => Promise<void>): Promise<void> {
	for (const language of languages) {
		const reader = await place.reader(language, { script: false });
		await walk(reader, words[language]);
		await reader.context.close();
	}
	expect(place.findings.faults.splice(0)).toEqual([]);
	expect(place.findings.complaints.splice(0)).toEqual([]);
}

const get = async (address: string) => {
	const response = await fetch(new URL(address, place.server.address), { headers: { accept: 'text/html' } });
	return { response, html: await response.text() };
};

describe('whoever looks for something', () => {
	test('finds no field to search by where a code could be typed into it', () =>
		inBoth(async ({ page, language }) => {
			for (const path of ['/write', '/write/follow']) {
				await page.goto(`${place.server.address}/${language}${path}`);
				await page.getByRole('heading', { level: 1 }).waitFor();
				expect(await page.getByRole('searchbox').count(), path).toBe(0);
			}
		}));

	test('finds it from any page, is understood in the other keyboard layout and with a slip, and narrows', () =>
		inBoth(async ({ page, look, language }, say) => {
			await page.goto(`/${language}/join`);
			const form = page.getByRole('search', { name: say.search });
			await form.getByRole('searchbox').fill(say.town);
			await form.getByRole('button', { name: say.find }).click();
			const findings = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
			await findings.first().waitFor();
			expect(await findings.first().locator('mark').count()).toBeGreaterThan(0);
			await look('findings');

			const box = page.getByRole('searchbox');
			await box.fill(language === 'ru' ? 'nekf' : 'егдф');
			await page.getByRole('button', { name: say.find }).click();
			expect(await page.getByRole('link', { name: say.town.toLowerCase(), exact: true }).count()).toBe(1);
			expect(await findings.count()).toBeGreaterThan(0);
			await look('findings, understood');

			await box.fill(language === 'ru' ? 'правазащита' : 'comittee');
			await page.getByRole('button', { name: say.find }).click();
			await look('findings, with a slip');

			await box.fill(language === 'ru' ? 'приемн' : 'reception');
			await page.getByRole('button', { name: say.find }).click();
			const narrow = page.getByRole('region', { name: say.narrow });
			const all = await findings.count();
			await narrow.getByRole('link').first().click();
			expect(await findings.count()).toBeLessThanOrEqual(all);
			await page.getByRole('link', { name: say.remove }).first().waitFor();
			await look('findings, narrowed');
			await page.getByRole('link', { name: say.remove }).first().click();
			expect(await page.getByRole('link', { name: say.remove }).count()).toBe(0);
			expect(await box.inputValue()).toBe(language === 'ru' ? 'приемн' : 'reception');
		}));

	test('is told when there is nothing, when it is too long, when there is no word', () =>
		inBoth(async ({ look, page, language }, say) => {
			const questions = [
				'',
				'?q=%3F%3F',
				`?q=${'a'.repeat(300)}`,
				'?q=%D0%BF&region=nowhere&year=x&page=-1&theme=..',
			];
			for (const question of [...questions, '?q=qqqzzzxxxwww']) {
				await page.goto(`/${language}/search${question}`);
				await look(`/search${question.slice(0, 40)}`);
			}
			await page.getByRole('heading', { name: say.none }).waitFor();
			for (const odd of ['?q=%00', '?q=%D0', '?page=999999999999', '?q=%27%22%3Cscript%3E&region=%00'])
				expect((await get(`/${language}/search${odd}`)).response.status, odd).toBe(200);
		}));

	test('goes on in the other language and in larger type with the same question', () =>
		inBoth(async ({ page, language }, say) => {
			await page.goto(`/${language}/search?q=${encodeURIComponent(say.town)}`);
			await page.getByRole('link', { name: language === 'ru' ? 'English' : 'Русский' }).click();
			expect(new URL(page.url()).searchParams.get('q')).toBe(say.town);
			expect(await page.locator('mark').count()).toBeGreaterThan(0);
			await page.getByRole('searchbox').press('Enter');
			expect(new URL(page.url()).searchParams.get('q')).toBe(say.town);
		}));

	test('every finding, letter and entry leads to a page that is there', async () => {
		for (const language of languages) {
			const seen = new Set<string>();
			for (const from of ['index', 'scheme', 'about', `search?q=${words[language].town}`, '']) {
				const { html, response } = await get(`/${language}/${from}`);
				expect(response.status, from).toBe(200);
				for (const [, href = ''] of html.matchAll(/<a [^>]*href="(\/[^"#]*)"/g))
					seen.add(href.replaceAll('&amp;', '&'));
			}
			expect(seen.size).toBeGreaterThan(25);
			for (const href of seen) expect((await get(href)).response.status, href).toBe(200);
		}
	});
});

describe('the site', () => {
	test('begins with what to do now, and says what the network does, in under 40 KB', () =>
		inBoth(async ({ page, language }, say) => {
			await page.goto(`/${language}`);
			const text = await page.locator('body').innerText();
			const telephone = await page.locator('.telephone').first().innerText();
			expect(text.indexOf(telephone)).toBeLessThan(text.indexOf(say.write) + 400);
			const { html } = await get(`/${language}`);
			expect(Buffer.byteLength(html)).toBeLessThan(40_000);
			await page.getByRole('searchbox', { name: say.yourTown }).fill(say.town);
			await page.getByRole('search', { name: say.yourTown }).getByRole('button').click();
			expect(new URL(page.url()).pathname).toContain(`/${language}/directory`);
			expect(await page.getByRole('main').innerText()).toContain(say.town);
		}));

	test('has telephone and postal address on every page, and links to all its parts', () =>
		inBoth(async ({ page, language }, say) => {
			for (const one of [
				'',
				'/about',
				'/index',
				'/scheme',
				'/search',
				'/join',
				'/write',
				'/write/follow',
				'/not-there',
			]) {
				const { html } = await get(`/${language}${one}`);
				expect(html, one).toMatch(/itemprop="telephone"/);
				expect(html, one).toMatch(/<address itemprop="address">[^<]{8,}/);
				expect(html, one).toContain('https://schema.org/NGO');
				expect(html, one).toContain('property="og:site_name"');
				for (const part of ['about', 'index', 'scheme', 'write'])
					expect(html, one).toContain(`href="/${language}/${part}"`);
			}
			await page.goto(`/${language}/scheme`);
			for (const name of [say.about, say.search, say.index, say.write])
				expect(await page.getByRole('main').getByRole('link', { name, exact: true }).count()).toBe(1);
		}));

	test('is whole in the map for search engines', async () => {
		const { html } = await get('/sitemap.xml');
		for (const one of ['/ru', '/en/about', '/ru/index', '/en/scheme', '/ru/write', '/en/join'])
			expect(html).toContain(`<loc>${place.server.address}${one}</loc>`);
		expect(html).not.toMatch(/\/(follow|desk|search)</);
		expect([...html.matchAll(/<url>/g)].length).toBeGreaterThan(40);
	});
});

describe('what was asked', () => {
	const secret = 'подсолнухокрад';
	test('is in no answer’s cache, no figure, no log and nowhere in the data folder', async () => {
		for (const language of languages) {
			const { response, html } = await get(`/${language}/search?q=${encodeURIComponent(secret)}`);
			expect(html).toContain(secret);
			expect(response.headers.get('cache-control')).toBe('no-store');
			expect(response.headers.has('set-cookie')).toBe(false);
		}
		const told = await (await fetch(new URL('/metrics', place.server.address))).text();
		expect(told).toContain('/search');
		const needles = [
			Buffer.from(secret),
			Buffer.from(encodeURIComponent(secret)),
			Buffer.from('podsolnuhokrad'),
		];
		const holds = (bytes: Buffer) => needles.some((needle) => bytes.includes(needle));
		expect(holds(Buffer.from(told))).toBe(false);
		await place.server.stop();
		expect(holds(Buffer.from(place.server.said()))).toBe(false);
		const found: string[] = [];
		for (const file of await readdir(place.server.dataDir, { recursive: true, withFileTypes: true })) {
			const at = path.join(file.parentPath, file.name);
			if (file.isFile() && holds(await readFile(at))) found.push(at);
		}
		expect(found).toEqual([]);
	});
});
