/**
 * Keeps the desk's own files on a device whose person opens it without a line. Registered when that is switched
 * on (`members/ui/desk-shell.ts`), for the addresses of the desk and of its worker alone: it sees no public page.
 * Of the server's answers it keeps the desk's empty shell and the network's name, and nothing of anybody.
 */
import { version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';

const FAMILY = 'accord-desk ';
const OURS = FAMILY + version;
const NETWORK = '/api/network';
/** As long as a line that is up but carries nothing may keep somebody waiting. */
const PATIENCE = 5_000;
const absolute = (path: string) => new URL(path, self.location.origin).pathname;
const files = new Set([...immutable, ...assets].map(({ path }) => absolute(path)));
const shells = ['/ru/desk', '/en/desk'];

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(sweep()));
self.addEventListener('fetch', answer);

async function fill(): Promise<void> {
	const cache = await caches.open(OURS);
	const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
	await cache.addAll([...files].filter((file) => !there.has(file)));
	for (const path of [...shells, NETWORK]) {
		const response = await fetch(path, { cache: 'no-store', credentials: 'omit' });
		if (!response.ok || !(await isOfThisBuild(response.clone())))
			throw new Error('The server serves another build');
		await cache.put(path, response);
	}
}

/** A shell starts two files; of another build they would not be here when they are needed. */
async function isOfThisBuild(shell: Response): Promise<boolean> {
	const started = (await shell.text()).matchAll(/import\("([^"]+)"\)/g);
	return [...started].every(([, file = '']) => files.has(absolute(file)));
}

async function sweep(): Promise<void> {
	const old = (await caches.keys()).filter((name) => name.startsWith(FAMILY) && name !== OURS);
	await Promise.all(old.map((name) => caches.delete(name)));
}

function answer(event: FetchEvent): void {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== self.location.origin) return;
	const shell = shells.find((path) => pathname === path || pathname.startsWith(`${path}/`));
	if (request.mode === 'navigate') {
		if (shell) event.respondWith(serverOr(request, shell));
	} else if (pathname === NETWORK) event.respondWith(serverOr(request, NETWORK));
	else if (files.has(pathname)) event.respondWith(keptOr(request));
}

/** What the server says now; where it says nothing, or only that it is in trouble, what is kept. */
async function serverOr(request: Request, path: string): Promise<Response> {
	const kept = await caches.match(path);
	if (!kept) return fetch(request);
	const late = new Promise<Response>((resume) => setTimeout(() => resume(kept), PATIENCE));
	const asked = fetch(request).then(
		(response) => (response.status >= 500 ? kept : response),
		() => kept,
	);
	return Promise.race([asked, late]);
}

/** Files whose names change with their content are the same wherever they come from. */
async function keptOr(request: Request): Promise<Response> {
	return (await caches.match(new URL(request.url).pathname)) ?? fetch(request);
}
