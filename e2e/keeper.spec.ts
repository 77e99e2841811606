import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ReadableStream } from 'node:stream/web';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { actions } from '#app/actions.ts';
import { perform } from '#platform/action/index.ts';
import { foundOrganisation, type Colleague, type TestOrganisation } from '#test/builders/colleagues.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import * as members from '#vault/client/membership/members.ts';
import * as vaults from '#vault/client/membership/vaults.ts';
import type { KeeperState } from '#vault/client/keeper/model.ts';
import type { Keeper } from '#vault/client/keeper/open-keeper.ts';
import { newId } from '#vault/format/ids.ts';
import { VaultId } from '#vault/format/model.ts';
import { sealPairs } from '#vault/seal/person.ts';
import { followLive } from '#vault/server/index.ts';

declare const keeper: Keeper;
declare const heard: KeeperState[];

/** The keeper's worker in a real browser, with the real actions and the real database behind it. */
const server = withRuntime();
let place: string;
let web: Server;
let browser: Browser;
/** Whoever is signed in at the browser under test. */
let signedIn: Colleague;
let one: TestOrganisation;
let vault: VaultId;

beforeAll(async () => {
	place = await mkdtemp(path.join(os.tmpdir(), 'accord-keeper-'));
	await build({
		configFile: false,
		logLevel: 'error',
		worker: { format: 'es' },
		build: {
			outDir: place,
			target: 'es2022',
			minify: false,
			rollupOptions: { input: path.resolve('e2e/pages/keeper.ts'), output: { entryFileNames: 'page.js' } },
		},
	});
	web = createServer((request, response) => void answer(request, response));
	web.listen(0, '127.0.0.1');
	await once(web, 'listening');
	browser = await chromium.launch({
		executablePath: '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
		],
	});
	one = await foundOrganisation(server.runtime);
	vault = newId(VaultId);
	must(
		await vaults.createVault(one.founder, {
			organisation: one.organisation,
			vault,
			purpose: 'monitoring',
			holders: [],
		}),
	);
});
afterAll(async () => {
	await browser?.close();
	web?.closeAllConnections();
	web?.close();
	await rm(place, { recursive: true, force: true });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { pathname } = new URL(request.url ?? '/', 'http://localhost');
	const say = (status: number, type: string, body: string | Buffer) => {
		response.writeHead(status, {
			'content-type': type,
			'content-security-policy':
				"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'",
		});
		response.end(body);
	};
	if (pathname.startsWith('/api/act/')) {
		const declared = actions.get(pathname.slice('/api/act/'.length));
		if (!declared) return say(404, 'application/json', '{}');
		const given: unknown = JSON.parse(await text(request));
		const done = await perform(server.runtime, declared, await signedIn.actor(), given);
		return say(200, 'application/json', JSON.stringify(done));
	}
	if (pathname === '/api/live') {
		const live = followLive(server.runtime, await signedIn.actor());
		response.writeHead(live.status, Object.fromEntries(live.headers));
		if (!live.body) return void response.end();
		const stream = Readable.fromWeb(live.body as ReadableStream<Uint8Array>);
		response.on('close', () => stream.destroy());
		return void stream.on('error', () => response.end()).pipe(response);
	}
	if (pathname === '/')
		return say(200, 'text/html', '<!doctype html><script type="module" src="/page.js"></script>');
	const file = await readFile(path.join(place, path.normalize(pathname))).catch(() => undefined);
	return file ? say(200, 'text/javascript', file) : say(404, 'text/plain', '');
}

async function openTab(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	await page.goto(`http://localhost:${(web.address() as AddressInfo).port}/`);
	await page.waitForFunction(() => typeof heard !== 'undefined' && heard.length > 0);
	return page;
}

async function unlock(page: Page): Promise<void> {
	const given = {
		person: signedIn.person,
		masterKey: [...signedIn.secrets.masterKey],
		sealedPairs: [...sealPairs(signedIn.secrets)],
	};
	const done = await page.evaluate(async ({ person, masterKey, sealedPairs }) => {
		const key = new Uint8Array(masterKey);
		const answered = keeper.unlock({
			person,
			masterKey: key,
			sealedPairs: new Uint8Array(sealedPairs) as Parameters<Keeper['unlock']>[0]['sealedPairs'],
		});
		return { answer: await answered, zeroed: key.every((byte) => byte === 0) };
	}, given);
	expect(done).toEqual({ answer: { ok: true, value: undefined }, zeroed: true });
}

const until = (page: Page, phase: KeeperState['phase']) =>
	page.waitForFunction((phase) => heard.at(-1)?.phase === phase, phase);
const stateOf = (page: Page) => page.evaluate(() => heard.at(-1));

/** All that the origin keeps on the device, as hexadecimal and text. */
function stored(page: Page): Promise<{ names: string[]; all: string }> {
	return page.evaluate(async () => {
		const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
		const show = (value: unknown) =>
			JSON.stringify(value, (_, one: unknown) => (one instanceof Uint8Array ? hex(one) : one));
		const names: string[] = [];
		const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
		for (const { name = '' } of await indexedDB.databases()) {
			names.push(name);
			const database = await new Promise<IDBDatabase>((done) => {
				const asked = indexedDB.open(name);
				asked.addEventListener('success', () => done(asked.result));
			});
			for (const store of database.objectStoreNames) {
				const rows = await new Promise<unknown[]>((done) => {
					const asked = database.transaction(store).objectStore(store).getAll() as IDBRequest<unknown[]>;
					asked.addEventListener('success', () => done(asked.result));
				});
				found.push(...rows.map(show));
			}
			database.close();
		}
		return { names, all: found.join('\n') };
	});
}

for (const shared of [true, false]) {
	test(`tabs share one keeper (${shared ? 'shared worker' : 'the tab that holds the lock'})`, async () => {
		signedIn = await one.join('Anna', [vault]);
		const context = await browser.newContext();
		if (!shared) await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
		const first = await openTab(context);
		expect(await stateOf(first)).toMatchObject({ phase: 'locked', reason: 'not-yet-unlocked' });

		await unlock(first);
		const second = await openTab(context);
		await until(second, 'unlocked');
		await second.waitForFunction(() => {
			const state = heard.at(-1);
			return state?.phase === 'unlocked' && state.online;
		});
		const before = await stateOf(second);
		expect(before).toMatchObject({ person: signedIn.person, organisations: [{ name: 'Northern Helpline' }] });

		// A colleague renews the vault: the open desk hears of it and holds the new epoch.
		const { organisation, founder } = one;
		must(await vaults.rotateVault(founder, { organisation, vault }));
		const { epoch } = must(founder.ring.vault(organisation, vault)).current;
		await second.waitForFunction((epoch) => {
			const state = heard.at(-1);
			const held = state?.phase === 'unlocked' ? state.organisations[0]?.vaults[0] : undefined;
			return held?.held && held.epoch === epoch;
		}, epoch);

		const kept = await stored(first);
		// What was seen of logs, and the folders of this person, sealed.
		const kinds = kept.names.map((name) => name.replace(/-[0-9a-f-]{36}$/, ''));
		expect(kinds.toSorted()).toEqual(['accord-anchors', 'accord-folders']);
		const { masterKey, signing, sealing } = signedIn.secrets;
		const epochs = [...must(founder.ring.vault(organisation, vault)).epochs.values()];
		for (const secret of [masterKey, signing.secret, sealing.secret, ...epochs.map((keys) => keys.secret)]) {
			const bytes = Buffer.from(secret);
			for (const spelled of [bytes.toString('hex'), bytes.toString('base64url'), [...bytes].join(',')]) {
				expect(kept.all.includes(spelled)).toBe(false);
			}
		}

		await second.evaluate(() => keeper.lock());
		await until(first, 'locked');
		expect(await stateOf(first)).toMatchObject({ reason: 'by-hand' });

		await unlock(first);
		await until(second, 'unlocked');
		await second.close();
		await first.reload();
		await first.waitForFunction(() => typeof heard !== 'undefined' && heard.length > 0);
		expect(await stateOf(first)).toMatchObject({ phase: 'locked', reason: 'not-yet-unlocked' });

		// An arrest: a colleague suspends, and the desk closes by itself.
		await unlock(first);
		await first.waitForFunction(() => {
			const state = heard.at(-1);
			return state?.phase === 'unlocked' && state.online;
		});
		must(await members.suspendMember(founder, { organisation, person: signedIn.person }));
		await until(first, 'locked');
		expect(await stateOf(first)).toMatchObject({ reason: 'session-ended' });
		await context.close();
	});
}
