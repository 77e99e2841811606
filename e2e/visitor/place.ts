import { startBrowser } from '#ui/stories/browser.ts';
import { foundNetwork, type FoundedNetwork } from '#test/network/found-network.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { withDatabase } from '#test/harness/with-database.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** A network with a server and a browser, for one file of tests of the visitor's side. */
export interface VisitorPlace {
	readonly server: RealServer;
	readonly databaseUrl: string;
	readonly network: FoundedNetwork;
	readonly browser: Browser;
	/** A page of somebody who was never here, with script or without; what it logs as an error is kept. */
	readonly visit: (path: string, script: boolean) => Promise<Page & { readonly problems: string[] }>;
}

/** Starts all of it before the file's tests and ends it after them. */
export function withVisitorPlace(): VisitorPlace {
	const database = withDatabase();
	const held: { server?: RealServer; network?: FoundedNetwork; browser?: Browser } = {};
	beforeAll(async () => {
		held.network = await foundNetwork(database.url);
		held.server = await startRealServer({ env: { DATABASE_URL: database.url } });
		held.browser = await startBrowser();
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
		get databaseUrl() {
			return database.url;
		},
		get network() {
			return there(held.network);
		},
		get browser() {
			return there(held.browser);
		},
		async visit(path, script) {
			const context = await there(held.browser).newContext({
				javaScriptEnabled: script,
				acceptDownloads: true,
			});
			const page = await context.newPage();
			page.setDefaultTimeout(10_000);
			const problems: string[] = [];
			page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
			page.on('pageerror', (error) => problems.push(String(error)));
			await page.goto(`${there(held.server).address}${path}`);
			return Object.assign(page, { problems });
		},
	};
}
