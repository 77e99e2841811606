/** The addresses that operators, search engines and finders of faults rely on. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';

let server: RealServer;
beforeAll(async () => {
	server = await startRealServer();
});
afterAll(() => server.end());

async function ask(address: string): Promise<{ status: number; type: string; body: string }> {
	const answer = await fetch(server.address + address, { headers: { accept: 'text/html,*/*' } });
	return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() };
}

test('health and readiness are told in a word, and never kept', async () => {
	for (const [address, word] of [
		['/healthz', 'alive\n'],
		['/readyz', 'ready\n'],
	] as const) {
		const answer = await fetch(server.address + address);
		expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([
			200,
			word,
			'no-store',
		]);
	}
});

test('the figures name routes by their pattern, and nobody’s address or words', async () => {
	await ask('/en/write?text=Peculiarword');
	await ask('/en/Peculiarplace');
	const { status, type, body } = await ask('/metrics');
	expect(status).toBe(200);
	expect(type).toContain('text/plain');
	expect(body).toMatch(/^# HELP accord_/m);
	expect(body).not.toMatch(/Peculiar|127\.0\.0\.1/);
});

test('the site map holds every public page and each of them is there; robots keep out of the rest', async () => {
	const robots = await ask('/robots.txt');
	expect(robots.type).toContain('text/plain');
	expect(robots.body).toContain(`Sitemap: ${server.address}/sitemap.xml`);
	const { type, body } = await ask('/sitemap.xml');
	expect(type).toContain('xml');
	const listed = [...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => found[1] ?? '');
	for (const address of listed) expect((await fetch(address)).status, address).toBe(200);

	const pages = path.join(import.meta.dirname, '..', '..', 'src', 'routes', '[lang=lang]', '(public)');
	const ofThePublic = (await readdir(pages, { recursive: true }))
		.filter((file) => path.basename(file) === '+page.svelte' && !file.includes('['))
		.map((file) => path.dirname(`/${file}`).replace(/\/$/, ''));
	expect(ofThePublic.length).toBeGreaterThan(2);
	for (const rest of ofThePublic) {
		for (const locale of ['ru', 'en']) {
			const address = `/${locale}${rest}`;
			const closed = robots.body.includes(`Disallow: ${address}\n`);
			expect(listed.includes(server.address + address), address).toBe(!closed);
		}
	}
});

test('whoever finds a fault learns where to tell of it (RFC 9116)', async () => {
	const { type, body } = await ask('/.well-known/security.txt');
	expect(type).toContain('text/plain');
	const contact = /^Contact: (.+)$/m.exec(body)?.[1] ?? '';
	expect((await fetch(contact)).status).toBe(200);
	const expires = new Date(/^Expires: (.+)$/m.exec(body)?.[1] ?? 0).getTime() - Date.now();
	expect(expires).toBeGreaterThan(24 * 3600 * 1000);
	expect(expires).toBeLessThanOrEqual(366 * 24 * 3600 * 1000);
});
