/**
 * `node bootstrap/run.mjs pictures`: makes the pictures of docs/guide and README anew, from the demonstration
 * as it stands. Names after it choose some: `pictures members`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startRealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'docs', 'guide', 'pictures');
const languages = ['en', 'ru'] as const;
type Language = (typeof languages)[number];

interface Picture {
	readonly name: string;
	/** Log-in name of the demonstration, or nobody: a visitor. */
	readonly as?: string;
	readonly path: string;
	readonly size: { readonly width: number; readonly height: number };
	/** What is done on the page before the picture is taken. */
	readonly first?: (page: Page, language: Language) => Promise<void>;
}

const desk = { width: 1280, height: 800 };
/** The urgent request of the demonstration that nobody has taken. */
const urgent = 'Сына забрали с работы';

const pictures: readonly Picture[] = [
	{ name: 'write', path: '/write', size: { width: 900, height: 860 } },
	{ name: 'follow', path: '/write/follow', size: { width: 900, height: 700 } },
	{
		name: 'request',
		as: 'lawyer',
		path: '/desk',
		size: desk,
		async first(page) {
			await page.getByRole('option').filter({ hasText: urgent }).first().click();
			await page.getByRole('article').getByText(urgent).waitFor();
		},
	},
	{ name: 'members', as: 'coordinator', path: '/desk/members', size: desk },
	{ name: 'duty', as: 'coordinator', path: '/desk/duty', size: desk },
	{ name: 'routing', as: 'office', path: '/desk/routing', size: desk },
	{ name: 'organisations', as: 'office', path: '/desk/organisations', size: desk },
];

const asked = process.argv.slice(2);
const chosen = pictures.filter(({ name }) => asked.length === 0 || asked.includes(name));
await mkdir(folder, { recursive: true });
const server = await startRealServer({ programme: 'demo' });
const browser = await startBrowser();
try {
	for (const language of languages) for (const picture of chosen) await take(browser, picture, language);
} finally {
	await browser.close();
	await server.end();
}

async function take(from: Browser, picture: Picture, language: Language): Promise<void> {
	const context = await from.newContext({
		viewport: picture.size,
		locale: language === 'ru' ? 'ru-RU' : 'en-GB',
		timezoneId: 'Europe/Moscow',
		colorScheme: 'light',
		reducedMotion: 'reduce',
	});
	const page = await context.newPage();
	if (picture.as !== undefined) {
		await page.goto(`${server.address}/${language}/desk`);
		await page.getByRole('button', { name: picture.as, exact: true }).click();
		await page.waitForURL(/\/desk$/);
		await page.getByRole('option').first().waitFor();
	}
	const address = `${server.address}/${language}${picture.path}`;
	// Within the desk by its own links: a page that is loaded anew asks for the passphrase again.
	if (picture.as === undefined) await page.goto(address);
	else if (picture.path !== '/desk')
		await page.locator(`a[href="/${language}${picture.path}"]`).first().click();
	await picture.first?.(page, language);
	await page.getByRole('heading').first().waitFor();
	await page.waitForLoadState('networkidle').catch(() => undefined);
	await page.evaluate(() => document.fonts.ready.then(() => undefined));
	await page.mouse.move(0, 0);
	await page.waitForTimeout(700);
	const session = await context.newCDPSession(page);
	const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 75 });
	const bytes = Buffer.from(data, 'base64');
	await writeFile(path.join(folder, `${language}-${picture.name}.webp`), bytes);
	process.stdout.write(`${language}-${picture.name}.webp ${Math.round(bytes.length / 1000)} KB\n`);
	await context.close();
}
