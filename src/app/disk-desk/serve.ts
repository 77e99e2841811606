import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { readManifest } from '#platform/code/index.ts';
import { setSecurityHeaders } from '../front-door/headers.ts';
import { knownHost, sameOrigin } from '../front-door/origin.ts';
import { forward } from './forward.ts';

/** The kinds of file that a build holds. */
const kinds: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
	'.woff2': 'font/woff2',
};

/** The desk served from this disk. */
export interface DiskDesk {
	/** `http://localhost:PORT` */
	readonly address: string;
	readonly close: () => Promise<void>;
}

/**
 * The desk as it lies on this disk, for a browser on this machine: every line of code comes from `build`, only what
 * is sealed (and answers of actions) from the network at `network`. A server that hands out altered code reaches
 * nobody who works so. Listens on loopback; `port` 0 takes a free one.
 */
export async function serveDiskDesk(build: string, network: URL, port: number): Promise<DiskDesk> {
	const client = join(build, 'client');
	const files = new Set((await readManifest(client)).keys());
	const page = await readFile(join(build, 'desk.html'), 'utf8');

	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		if (!knownHost(request.headers.host, []) || !sameOrigin(request, []))
			return plain(response, 403, 'This was sent from another site and was not accepted.');
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		if (pathname.startsWith('/api/')) return forward(network, request, response);
		if (request.method !== 'GET') return plain(response, 405, 'Only the desk is here.');
		if (pathname === '/') return elsewhere(response, '/ru/desk');
		const [, locale, desk] = /^\/(ru|en)\/(desk)(?:\/|$)/.exec(pathname) ?? [];
		if (locale && desk) {
			// The page states its own policy, by the hash of what it runs; frames it cannot state.
			response.setHeader('content-security-policy', "frame-ancestors 'none'");
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
			response.end(page.replace('%accord.html%', `lang="${locale}"`));
			return;
		}
		if (files.has(pathname)) {
			const kept = pathname.startsWith('/_app/immutable/') ? 'max-age=31536000, immutable' : 'no-cache';
			const kind = kinds[extname(pathname)] ?? 'application/octet-stream';
			const bytes = await readFile(join(client, pathname));
			response.writeHead(200, { 'content-type': kind, 'cache-control': kept });
			response.end(bytes);
			return;
		}
		// The network's own pages, a poster for example, are read where they are.
		elsewhere(response, new URL(request.url ?? '/', network).href);
	};

	const server = createServer((request, response) => {
		setSecurityHeaders(response, request.url ?? '', false);
		answer(request, response).catch(() => {
			if (response.headersSent) response.destroy();
			else plain(response, 500, 'Something failed here. What you had already been told was kept is kept.');
		});
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		address: `http://localhost:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

function elsewhere(response: ServerResponse, address: string): void {
	response.writeHead(302, { location: address, 'cache-control': 'no-store' });
	response.end();
}

function plain(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
	response.end(`${text}\n`);
}
