import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { composeRuntime } from '#app/compose.ts';
import { readConfig } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { startPostgres } from '#platform/postgres/index.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { fillVault, type FilledVault } from './fill.ts';
import { openHost, type Host } from './host.ts';
import type { Seen } from './page/page.ts';
import type { Given } from './page/worker.ts';

const chromiumArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A database, the actions over HTTP, a built page with the engine in a worker, and browsers to open it in. */
export interface Measured {
	readonly host: Host;
	/** A vault with so many folders; the host acts as its holder from then on. */
	readonly fill: (folders: number) => Promise<FilledVault>;
	readonly inBrowser: (userData: string, work: (context: BrowserContext) => Promise<void>) => Promise<void>;
	/** Opens the page and gives it the keys. */
	readonly begin: (context: BrowserContext, vault: FilledVault, masterKey: number[]) => Promise<Page>;
	readonly whenSeen: (page: Page, wanted: (seen: Seen) => boolean, ms: number) => Promise<Seen>;
	readonly type: (page: Page, text: string) => Promise<number[]>;
	readonly end: (page: Page) => Promise<void>;
	readonly close: () => Promise<void>;
}

/** What `page.ts` hangs on the page for us. */
interface InPage {
	readonly seen: Seen;
	readonly begin: (given: Given) => void;
	readonly type: (text: string) => Promise<number[]>;
	readonly end: () => Promise<void>;
}

export async function openMeasured(place: string, say: (line: string) => void): Promise<Measured> {
	await vaultReady();
	say('building the page');
	const built = join(place, 'page');
	await build({
		root: fileURLToPath(new URL('./page', import.meta.url)),
		configFile: false,
		logLevel: 'error',
		worker: { format: 'es' },
		build: { outDir: built, target: 'es2022' },
	});
	const postgres = await startPostgres({ dataDir: join(place, 'postgres'), databaseUrl: undefined });
	await migrate(postgres.url);
	const config = readConfig({ ACCORD_DATA: join(place, 'data'), ACCORD_LOG: 'quiet' });
	const { runtime, close } = await composeRuntime(config, postgres.url, { write: () => undefined });
	const host = await openHost(runtime, built);
	return {
		host,
		async fill(folders) {
			const vault = await fillVault(runtime, folders, say);
			host.actAs = vault;
			return vault;
		},
		async inBrowser(userData, work) {
			const context = await chromium.launchPersistentContext(userData, {
				executablePath: '/usr/bin/chromium',
				args: chromiumArguments,
			});
			try {
				await work(context);
			} finally {
				await context.close();
			}
		},
		async begin(context, vault, masterKey) {
			const page = context.pages()[0] ?? (await context.newPage());
			await page.goto(host.address, { waitUntil: 'commit' });
			await page.waitForFunction('globalThis.begin !== undefined', undefined, { polling: 5 });
			const { organisation, vault: id, secret } = vault.epoch;
			const given = { person: vault.person, organisation, vault: id, masterKey, secret: [...secret] };
			await page.evaluate((plain) => {
				(globalThis as unknown as InPage).begin({
					...plain,
					masterKey: Uint8Array.from(plain.masterKey),
					secret: Uint8Array.from(plain.secret),
				});
			}, given);
			return page;
		},
		async whenSeen(page, wanted, ms) {
			const late = performance.now() + ms;
			for (;;) {
				const seen = await page.evaluate(() => (globalThis as unknown as InPage).seen);
				if (wanted(seen)) return seen;
				if (performance.now() > late) throw new Error(`The page stands at ${JSON.stringify(seen)}`);
				await page.waitForTimeout(200);
			}
		},
		type: (page, text) => page.evaluate((typed) => (globalThis as unknown as InPage).type(typed), text),
		end: (page) => page.evaluate(() => (globalThis as unknown as InPage).end()),
		async close() {
			await host.close();
			await close();
			await postgres.stop();
		},
	};
}
