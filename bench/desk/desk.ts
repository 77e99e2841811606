import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { composeRuntime } from '#app/compose.ts';
import { readConfig } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { startPostgres } from '#platform/postgres/index.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { percentile, type Bench, type Figure } from '../figure.ts';
import { fillVault, type FilledVault } from './fill.ts';
import { openHost, type Host } from './host.ts';
import type { Seen } from './page/page.ts';

const chromiumArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
const twentyMegabits = 20_000_000;

/** The desk in a real browser: an empty one on a slow line, and one that holds everything already. */
export const desk: Bench = {
	name: 'desk',
	says: 'a desk with 10,000 and 100,000 folders in Chromium: cold, warm, search as one types, memory',
	run: (say) => measureDesk([10_000, 100_000], say),
};

export async function measureDesk(sizes: readonly number[], say: (line: string) => void): Promise<Figure[]> {
	await vaultReady();
	const place = await mkdtemp(join(os.tmpdir(), 'accord-desk-'));
	const closing: (() => Promise<unknown>)[] = [() => rm(place, { recursive: true, force: true })];
	try {
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
		closing.push(() => postgres.stop());
		await migrate(postgres.url);
		const config = readConfig({ ACCORD_DATA: join(place, 'data'), ACCORD_LOG: 'quiet' });
		const { runtime, close } = await composeRuntime(config, postgres.url, { write: () => undefined });
		closing.push(close);
		const host = await openHost(runtime, built);
		closing.push(host.close);
		const figures: Figure[] = [];
		for (const size of sizes) {
			const vault = await fillVault(runtime, size, say);
			host.actAs = vault;
			figures.push(...(await measureSize(host, vault, size, place, say)));
		}
		return figures;
	} finally {
		for (const step of closing.reverse()) await step();
	}
}

async function measureSize(
	host: Host,
	vault: FilledVault,
	size: number,
	place: string,
	say: (line: string) => void,
): Promise<Figure[]> {
	const many = size.toLocaleString('en-GB');
	const [warmTarget, searchTarget] = size > 10_000 ? [6, 60] : [1.5, 30];
	const userData = join(place, `browser-${size}`);
	const given = {
		person: vault.person,
		masterKey: [...randomBytes(32)],
		organisation: vault.epoch.organisation,
		vault: vault.epoch.vault,
		secret: [...vault.epoch.secret],
	};
	const figures: Figure[] = [];
	const add = (name: string, value: number, unit: string, target?: string, note?: string) =>
		figures.push({ name: `${many} folders, ${name}`, value, unit, target, note });

	say(`${many}: cold`);
	host.line = twentyMegabits;
	await inBrowser(userData, async (context) => {
		const page = await begin(context, host, given);
		const seen = await whenSeen(page, (now) => now.ready !== undefined && now.whole !== undefined, 600_000);
		const first = size === 10_000 ? '2 s' : undefined;
		const whole = size === 10_000 ? '15 s' : undefined;
		add('cold: first 500 usable', seconds(seen.usable), 's', first, '20 Mbit/s, the code included');
		add('cold: complete', seconds(seen.whole), 's', whole);
		await page.evaluate(() => (globalThis as unknown as { end: () => Promise<void> }).end());
	});
	host.line = undefined;

	say(`${many}: warm`);
	await inBrowser(userData, async (context) => {
		const empty = await memoryOf(userData);
		const page = await begin(context, host, given);
		const seen = await whenSeen(page, (now) => now.ready !== undefined, 120_000);
		if (seen.firstTotal !== size) throw new Error(`The first view held ${seen.firstTotal} of ${size}`);
		add('warm: usable queue', seconds(seen.first), 's', `${warmTarget} s`, 'from the navigation, keys given');
		add('warm: what is on the device was read', seconds(seen.held), 's');
		add('warm: all of it found by search', seconds(seen.ready), 's');
		const times: number[] = [];
		for (const text of vault.queries) {
			times.push(
				...(await page.evaluate(
					(typed) => (globalThis as unknown as { type: (text: string) => Promise<number[]> }).type(typed),
					text,
				)),
			);
		}
		const note = `${times.length} answers, letter by letter, one query in five mistyped`;
		add('search as one types, p95', percentile(times, 0.95), 'ms', `${searchTarget} ms`, note);
		add('search as one types, median', percentile(times, 0.5), 'ms');
		add(
			'memory of the browser over an empty one',
			(await memoryOf(userData)) - empty,
			'MB',
			undefined,
			'PSS',
		);
	});
	return figures;
}

async function inBrowser(userData: string, work: (context: BrowserContext) => Promise<void>): Promise<void> {
	const context = await chromium.launchPersistentContext(userData, {
		executablePath: '/usr/bin/chromium',
		args: chromiumArguments,
	});
	try {
		await work(context);
	} finally {
		await context.close();
	}
}

async function begin(context: BrowserContext, host: Host, given: object): Promise<Page> {
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(host.address, { waitUntil: 'commit' });
	await page.waitForFunction('globalThis.begin !== undefined', undefined, { polling: 5 });
	await page.evaluate((secrets) => {
		const { masterKey, secret, ...more } = secrets as { masterKey: number[]; secret: number[] };
		(globalThis as unknown as { begin: (given: object) => void }).begin({
			...more,
			masterKey: Uint8Array.from(masterKey),
			secret: Uint8Array.from(secret),
		});
	}, given);
	return page;
}

async function whenSeen(page: Page, wanted: (seen: Seen) => boolean, ms: number): Promise<Seen> {
	const late = performance.now() + ms;
	for (;;) {
		const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
		if (wanted(seen)) return seen;
		if (performance.now() > late) throw new Error(`The page stands at ${JSON.stringify(seen)}`);
		await page.waitForTimeout(200);
	}
}

/** Proportional memory of all processes of this browser, in megabytes. */
async function memoryOf(userData: string): Promise<number> {
	const own = new Set<string>();
	const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const parents = new Map<string, string>();
	for (const pid of pids) {
		const [line, stat] = await Promise.all([
			readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
			readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
		]);
		parents.set(pid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '');
		if (line.includes(userData)) own.add(pid);
	}
	for (let found = true; found;) {
		found = false;
		for (const [pid, parent] of parents) {
			if (own.has(parent) && !own.has(pid)) {
				own.add(pid);
				found = true;
			}
		}
	}
	let kilobytes = 0;
	for (const pid of own) {
		const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
		kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
	}
	return kilobytes / 1024;
}

const seconds = (ms: number | undefined) => (ms ?? Number.NaN) / 1000;
