import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { findFaults, linksOf, settle } from './check-page.ts';
import { listen, type Expected } from './listen.ts';

export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

/** A reader with a browser of their own; what is wrong with what they see is written down. */
export interface Reader {
	readonly language: Language;
	readonly context: BrowserContext;
	readonly page: Page;
	readonly expected: Expected;
	/** Goes to an address of this language and looks at it. */
	readonly visit: (path: string, until?: string) => Promise<void>;
	/** Looks at the page as it stands. */
	readonly look: (what: string) => Promise<void>;
}

/** What is found on the way, over all readers of a file. */
export interface Findings {
	readonly faults: string[];
	readonly complaints: string[];
	/** Every address that some page led to, with one page that did. */
	readonly links: Map<string, string>;
}

export interface Place {
	readonly server: RealServer;
	readonly findings: Findings;
	readonly reader: (language: Language, more?: { readonly script?: boolean }) => Promise<Reader>;
}

/** A server and a browser for a file of looks, and one book for all that they find. */
export function withPlace(programme: 'serve' | 'demo'): Place {
	const held: { server?: RealServer; browser?: Browser } = {};
	const findings: Findings = { faults: [], complaints: [], links: new Map() };
	beforeAll(async () => {
		[held.server, held.browser] = await Promise.all([startRealServer({ programme }), startBrowser()]);
	});
	afterAll(async () => {
		await held.browser?.close();
		await held.server?.end();
	});
	const there = <T>(value: T | undefined): T => {
		if (value === undefined) throw new Error('Not before the tests begin');
		return value;
	};
	return {
		get server() {
			return there(held.server);
		},
		findings,
		async reader(language, { script = true } = {}) {
			const { address } = there(held.server);
			const context = await there(held.browser).newContext({ baseURL: address });
			context.setDefaultTimeout(20_000);
			const expected = listen(context, address, findings.complaints);
			const page = await context.newPage();
			const runScript = script ? undefined : await makeSwitch(context, page);
			await runScript?.(false);
			const look = async (what: string) => {
				await runScript?.(true);
				await settle(page);
				findings.faults.push(...(await findFaults(page, `${language} ${what}`)));
				for (const link of await linksOf(page)) findings.links.set(link, page.url());
				await runScript?.(false);
			};
			const visit = async (path: string, until = 'h1') => {
				const address = `/${language}${path}`;
				await page.goto(address);
				await page.locator(until).first().waitFor();
				const { pathname } = new URL(page.url());
				if (pathname !== address) findings.faults.push(`${address} led to ${pathname}`);
				await look(path || '/');
			};
			return { language, context, page, expected, visit, look };
		},
	};
}

/**
 * No script runs while a page is loaded and used; while it is looked at some may, for what axe asks is
 * answered by script.
 */
async function makeSwitch(context: BrowserContext, page: Page): Promise<(run: boolean) => Promise<void>> {
	const session = await context.newCDPSession(page);
	return async (run) => void (await session.send('Emulation.setScriptExecutionDisabled', { value: !run }));
}
