import type { IncomingMessage } from 'node:http';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The host asked for is ours: loopback, or of a listed origin (against DNS rebinding). */
export function knownHost(host: string | undefined, origins: readonly string[]): boolean {
	if (host === undefined) return false;
	const name = host.replace(/:\d+$/, '');
	return loopback.has(name) || origins.some((origin) => new URL(origin).host === host);
}

/**
 * A writing request must come from one of our own pages: its Origin is the host it was sent to, or a
 * listed one. Programs that send no Origin (no browser omits it on a post) are let through to the rules
 * of access, for they carry no cookie of somebody else's browser.
 */
export function sameOrigin(request: IncomingMessage, origins: readonly string[]): boolean {
	if (request.method === 'GET' || request.method === 'HEAD') return true;
	const { origin, host } = request.headers;
	if (origin === undefined)
		return (
			request.headers['sec-fetch-site'] === undefined || request.headers['sec-fetch-site'] === 'same-origin'
		);
	if (origins.includes(origin)) return true;
	try {
		return new URL(origin).host === host;
	} catch {
		return false;
	}
}
