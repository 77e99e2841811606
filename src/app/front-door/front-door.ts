import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Runtime } from '#platform/runtime.ts';
import { answerFromCache, keepWhenShown } from './cached-pages.ts';
import { setSecurityHeaders } from './headers.ts';
import { answerOperations } from './operations.ts';
import { knownHost, sameOrigin } from './origin.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/**
 * Everything that arrives passes here first: pages from memory, operations, the checks of host and
 * origin; then the intake (which runs in a process of its own), then the framework.
 */
export function openFrontDoor(
	runtime: Runtime,
	behind: { framework: Handler; intake?: (request: IncomingMessage, response: ServerResponse) => boolean },
): Server {
	const { config } = runtime;
	const secure = config.origins.some((origin) => origin.startsWith('https:'));
	/** Each host by the protocol it is listed with: the public address by https, the onion service by http. */
	const protocols = new Map(
		config.origins.map((origin) => [new URL(origin).host, new URL(origin).protocol.slice(0, -1)]),
	);
	const server = createServer((request, response) => {
		const known = knownHost(request.headers.host, config.origins);
		if (known && request.method === 'GET' && answerFromCache(runtime, request, response)) return;
		setSecurityHeaders(response, request.url ?? '', secure);
		answer(request, response, known).catch((error: unknown) => {
			runtime.log.problem('front-door', { error });
			if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
			response.end(
				'Something failed here. What you had already been told was kept is kept. Please try again.\n',
			);
		});
	});
	const answer = async (
		request: IncomingMessage,
		response: ServerResponse,
		known: boolean,
	): Promise<void> => {
		if (await answerOperations(runtime, request, response)) return;
		if (!known) return plain(response, 421, 'This host is not served here.');
		if (!sameOrigin(request, config.origins)) {
			return plain(
				response,
				403,
				'This was sent from another site and was not accepted. Nothing was changed.',
			);
		}
		if (behind.intake?.(request, response)) return;
		if (request.method === 'GET') keepWhenShown(runtime, request, response);
		// The framework's "not modified" carries no policy of its page, and the strict one set above would take
		// its place in the browser: nothing of a page seen before would load.
		if (!request.url?.startsWith('/_app/')) delete request.headers['if-none-match'];
		// The framework builds absolute addresses from this; set here, never taken from outside.
		request.headers['x-accord-proto'] = protocols.get(request.headers.host ?? '') ?? 'http';
		await behind.framework(request, response);
	};
	server.headersTimeout = 20_000;
	server.requestTimeout = 15 * 60_000;
	server.keepAliveTimeout = 20_000;
	return server;
}

function plain(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
	response.end(`${text}\n`);
}
