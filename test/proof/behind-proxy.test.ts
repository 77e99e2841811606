/** The house behind a reverse proxy, as README says: host, origin, cookie, live updates, what stays inside. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginRealNetwork, type RealNetwork } from '#test/builders/real-network.ts';
import { openProxy, type Proxy } from '#test/harness/proxy.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { newFolder } from './load/writes.ts';

const host = 'network.example';
const onion = 'accordaccordaccord.onion';
let server: RealServer;
let proxy: Proxy;
let network: RealNetwork;
beforeAll(async () => {
	await vaultReady();
	server = await startRealServer({ env: { ACCORD_ORIGINS: `https://${host},http://${onion}` } });
	proxy = await openProxy(host, server.address);
	network = await beginRealNetwork({ ...server, address: proxy.address });
});
afterAll(async () => {
	await proxy.close();
	await server.end();
});

const ask = (path: string, init: RequestInit = {}) =>
	fetch(`${proxy.address}${path}`, { redirect: 'manual', ...init });

/** A request with headers that `fetch` keeps to itself. */
async function askServer(path: string, headers: Record<string, string>): Promise<[number, string]> {
	const { port } = new URL(server.address);
	const asked = request({ host: '127.0.0.1', port, path, headers }).end();
	return new Promise((resolve, reject) => {
		asked.on('error', reject);
		asked.on('response', (got) => void text(got).then((body) => resolve([got.statusCode ?? 0, body])));
	});
}

test('a session’s cookie is for the secure address alone, and pages are told to stay on it', async () => {
	const [cookie = ''] = proxy.cookies();
	expect(cookie).toMatch(/^accord_session=[\w-]+;/);
	for (const word of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) expect(cookie).toContain(word);
	const page = await ask('/en');
	expect(page.headers.get('strict-transport-security')).toContain('max-age=');
	expect(await (await ask('/.well-known/security.txt')).text()).toContain(`Contact: https://${host}/`);
});

test('the onion service stays what it is: its own host, without TLS', async () => {
	const [, body] = await askServer('/.well-known/security.txt', { host: onion });
	expect(body).toContain(`Contact: http://${onion}/`);
	const [status] = await askServer('/en/write', { host: onion });
	expect(status).toBe(200);
});

test('what our own pages send is taken, what another site sends is not, nor what another host is asked for', async () => {
	const send = (origin: string) =>
		ask('/en/write', {
			method: 'POST',
			headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
			body: 'need=other',
		});
	expect((await send(`https://${host}`)).status).not.toBe(403);
	expect((await send('https://elsewhere.example')).status).toBe(403);
	const [status] = await askServer('/en/write', { host: 'elsewhere.example' });
	expect(status).toBe(421);
});

test('a page from memory is for listed hosts too, and names each reader’s own address', async () => {
	const alternates = (html: string) =>
		[...html.matchAll(/<link rel="alternate" hreflang="(..)" href="([^"]*)"/g)].map((found) =>
			found.slice(1),
		);
	// Twice: the second comes from memory, where the page is kept.
	for (const path of ['/en', '/en', '/en/write', '/en/write']) {
		const rest = path.slice(3);
		const [, plain] = await askServer(path, { host: onion });
		const there = path === '/en' ? `http://${onion}` : `https://${host}`;
		expect(alternates(plain)).toEqual([
			['ru', `${there}/ru${rest}`],
			['en', `${there}/en${rest}`],
		]);
		expect(alternates(await (await ask(path)).text())).toEqual([
			['ru', `https://${host}/ru${rest}`],
			['en', `https://${host}/en${rest}`],
		]);
		expect(await askServer(path, { host: 'elsewhere.example' })).toEqual([421, expect.any(String)]);
		expect((await askServer(path, { host: 'localhost:1' }))[0]).toBe(200);
	}
});

test('live updates come through as they happen', async () => {
	const { coordinator, organisation, vault } = network;
	const live = await coordinator.client.ask('/api/live', { headers: { accept: 'text/event-stream' } });
	expect(live.headers.get('x-accel-buffering')).toBe('no');
	const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
	const acting = await network.acting(coordinator.client);
	const { write } = newFolder({ client: coordinator.client, acting, organisation, vault }, 'news');
	expect(await write.send()).toBe('acknowledged');
	let heard = '';
	while (!heard.includes('"kind":"vault"')) {
		const { value, done } = (await reader?.read()) ?? { done: true };
		if (done) break;
		heard += value;
	}
	expect(heard).toContain(vault);
	await reader?.cancel();
});

test('figures are for the machine itself, not for whoever comes through the proxy', async () => {
	expect((await ask('/metrics')).status).toBe(404);
	const own = { host: `127.0.0.1:${new URL(server.address).port}` };
	expect((await askServer('/metrics', own))[0]).toBe(200);
	for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']) {
		expect((await askServer('/metrics', { ...own, [header]: '203.0.113.7' }))[0], header).toBe(404);
	}
	expect((await ask('/healthz')).status).toBe(200);
	expect((await ask('/readyz')).status).toBe(200);
});
