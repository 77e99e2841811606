import { chromium, type Browser, type Page } from 'playwright-core';
import { percentile, type Figure } from '../figure.ts';
import { serve } from '../server.ts';

/** Replies that are measured, after some that warm both pages up. */
const measured = 80;
const warming = 8;
const urgent = 'Сына забрали с работы';

/** What the two pages note for us, by one clock: that of the machine. */
interface InPage {
	sentAt?: number;
	readonly shownAt: Record<string, number>;
}

/**
 * Two colleagues with the same request open, each in a browser profile of their own: from the click that sends a
 * reply to the words standing on the other's page, through sealing, outbox, server, news, fetch, opening and drawing.
 */
export async function measureReplies(say: (line: string) => void): Promise<Figure[]> {
	say('replies: the demonstration starts');
	const server = await serve('demo');
	let browser: Browser | undefined;
	try {
		browser = await chromium.launch({
			executablePath: '/usr/bin/chromium',
			args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
		});
		const writer = await enter(browser, server.address, 'lawyer');
		const reader = await enter(browser, server.address, 'coordinator');
		await open(writer, 'Untaken');
		await writer.getByRole('button', { name: 'Take', exact: true }).click();
		await writer.getByRole('button', { name: 'Take', exact: true }).waitFor({ state: 'detached' });
		await open(reader, 'All');
		await watchSending(writer);
		await watchArrival(reader);
		const times: number[] = [];
		for (let number = 0; number < warming + measured; number++) {
			const text = `Ответ № ${number}.`;
			await writer.getByLabel('Your reply').fill(text);
			await writer.getByRole('button', { name: 'Send', exact: true }).click();
			const shown = await reader.waitForFunction(
				(wanted) => (globalThis as unknown as InPage).shownAt[wanted],
				text,
				{ polling: 20, timeout: 30_000 },
			);
			const shownAt = await shown.jsonValue();
			// The form is ready for the next, and the page at rest: what comes to stand on it moves the button, and a
			// click aimed at where it was a moment ago meets nothing.
			await writer.waitForFunction(
				([wanted = '', unsent = '']) => {
					const field = document.querySelector<HTMLTextAreaElement>('textarea[name="reply"]');
					const there = document.querySelector('article')?.textContent ?? '';
					return field?.value === '' && there.includes(wanted) && !there.includes(unsent);
				},
				[text, 'not sent yet'],
			);
			const sentAt = await writer.evaluate(() => (globalThis as unknown as InPage).sentAt);
			if (shownAt === undefined || sentAt === undefined) throw new Error('A reply was not seen');
			if (number >= warming) times.push(shownAt - sentAt);
			if (number % 10 === 0) say(`replies: ${number}`);
		}
		const note = `${times.length} replies between two Chromium profiles on one server`;
		return [
			{
				name: 'reply sent to shown on the colleague’s open desk, p95',
				value: percentile(times, 0.95),
				unit: 'ms',
				target: '300 ms',
				note,
			},
			{ name: 'reply sent to shown, median', value: percentile(times, 0.5), unit: 'ms' },
		];
	} finally {
		await browser?.close();
		await server.stop();
	}
}

async function enter(browser: Browser, address: string, name: string): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
	const page = await context.newPage();
	await page.goto(`${address}/en/desk`);
	await page.getByRole('button', { name, exact: true }).click();
	await page.waitForURL(/\/desk$/);
	return page;
}

async function open(page: Page, scope: string): Promise<void> {
	await page.getByRole('button', { name: scope, exact: true }).click();
	const rows = page.getByRole('listbox', { name: 'Queue' }).getByRole('option');
	await rows.filter({ hasText: urgent }).first().click();
	await page.getByRole('article').getByText(urgent).first().waitFor();
}

/** The moment at which the button that sends is pressed. */
function watchSending(page: Page): Promise<void> {
	return page.evaluate(() => {
		document.addEventListener('click', () => ((globalThis as unknown as InPage).sentAt = Date.now()), {
			capture: true,
		});
	});
}

/** The moment at which each reply stands on the page. */
function watchArrival(page: Page): Promise<void> {
	return page.evaluate(() => {
		const shownAt: Record<string, number> = {};
		Object.assign(globalThis, { shownAt });
		const look = () => {
			const text = document.querySelector('article')?.textContent ?? '';
			for (const [said] of text.matchAll(/Ответ № \d+\./g)) shownAt[said] ??= Date.now();
		};
		new MutationObserver(look).observe(document.body, {
			subtree: true,
			childList: true,
			characterData: true,
		});
		look();
	});
}
