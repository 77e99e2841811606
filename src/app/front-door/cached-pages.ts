import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Runtime } from '#platform/runtime.ts';
import type { CachedPage } from '#platform/cache/page-cache.ts';
import { knownHost } from './origin.ts';

/** Pages name what they show in this header; it never leaves the server. */
export const tagsHeader = 'x-accord-shows';
const largest = 1024 * 1024;
/** Addresses with other questions in them are anybody's invention and would only push the real pages out. */
const cacheable = /^[^?]*(\?type=large)?$/;

/** Pages name their own addresses in full, so each host has its own. */
function keyOf({ headers, url }: IncomingMessage): string {
	return `${headers.host ?? ''}${url ?? ''}`;
}

/**
 * A listed host, or this machine by the port that we listen at: its names are served with any port (a tunnel's), and
 * those are anybody's invention too.
 */
function isSteady({ headers: { host = '' }, socket }: IncomingMessage, origins: readonly string[]): boolean {
	return (
		origins.some((origin) => new URL(origin).host === host) ||
		(knownHost(host, []) && host.endsWith(`:${socket.localPort}`))
	);
}

/** Answers from memory if the page is there; the whole public reading path is this look-up. */
export function answerFromCache(
	runtime: Runtime,
	request: IncomingMessage,
	response: ServerResponse,
): boolean {
	const page = runtime.pages.find(keyOf(request));
	if (page === undefined) return false;
	runtime.metrics.cacheHits.inc();
	send(page, request, response);
	return true;
}

function send(page: CachedPage, request: IncomingMessage, response: ServerResponse): void {
	if (request.headers['if-none-match'] === page.etag) {
		response.writeHead(304, {
			etag: page.etag,
			'cache-control': page.headers['cache-control'] ?? 'no-cache',
		});
		response.end();
		return;
	}
	const { headers, body } = /\bgzip\b/.test(String(request.headers['accept-encoding'])) ? page.packed : page;
	response.writeHead(page.status, headers);
	if (request.method === 'HEAD') response.end();
	else response.end(body);
}

/**
 * Watches the framework's answer: when it is a page that says what it shows, collects its bytes, gives
 * it an ETag, keeps it, and sends it; everything else passes through untouched.
 */
export function keepWhenShown(runtime: Runtime, request: IncomingMessage, response: ServerResponse): void {
	const keeps = cacheable.test(request.url ?? '') && isSteady(request, runtime.config.origins);
	const asOf = runtime.pages.generation();
	const { write, end, writeHead } = response;
	let parts: Buffer[] | undefined;
	let tags: string[] = [];
	let status = 200;
	const begin = (): void => {
		const shows = response.getHeader(tagsHeader);
		response.removeHeader(tagsHeader);
		if (keeps && typeof shows === 'string' && status === 200) {
			tags = shows.split(' ');
			parts = [];
		}
	};
	let begun = false;
	const once = (): void => {
		if (begun) return;
		begun = true;
		begin();
	};
	response.writeHead = function (code: number, ...rest: unknown[]) {
		status = code;
		const headers = rest.at(-1);
		if (headers && typeof headers === 'object') {
			for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string);
		}
		response.statusCode = code;
		once();
		return parts ? response : writeHead.call(response, code);
	} as typeof response.writeHead;
	response.write = function (chunk: unknown, ...rest: unknown[]) {
		once();
		if (!parts) return Reflect.apply(write, response, [chunk, ...rest]) as boolean;
		parts.push(Buffer.from(chunk as Uint8Array));
		return true;
	} as typeof response.write;
	response.end = function (chunk?: unknown, ...rest: unknown[]) {
		once();
		if (!parts) return Reflect.apply(end, response, [chunk, ...rest]) as ServerResponse;
		if (chunk && typeof chunk !== 'function') parts.push(Buffer.from(chunk as Uint8Array));
		const body = Buffer.concat(parts);
		Object.assign(response, { writeHead, write, end });
		if (body.length > largest) {
			response.writeHead(status);
			return response.end(body);
		}
		const headers: Record<string, string> = {};
		for (const [name, value] of Object.entries(response.getHeaders())) headers[name] = String(value);
		delete headers['content-length'];
		delete headers['transfer-encoding'];
		headers['cache-control'] = 'no-cache';
		for (const name of response.getHeaderNames()) response.removeHeader(name);
		send(runtime.pages.keep(keyOf(request), { status, headers, body }, tags, asOf), request, response);
		return response;
	} as typeof response.end;
}
