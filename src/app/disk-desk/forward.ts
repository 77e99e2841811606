import { request as askPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as askSecure } from 'node:https';
import { pipeline } from 'node:stream/promises';

/** What the network is told of a request: what it needs to answer, nothing of the browser. */
const sent = ['accept', 'accept-language', 'accord-key', 'content-length', 'content-type', 'cookie'];
/** What of its answer reaches the browser: no policy, no frame, no redirect of its making. */
const handedOn = ['cache-control', 'content-length', 'content-type', 'retry-after'];

/** Passes a call of the desk to the network and its answer back, as both come: news stay open for hours. */
export async function forward(
	network: URL,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const ask = network.protocol === 'https:' ? askSecure : askPlain;
	const headers = {
		...Object.fromEntries(
			sent.flatMap((name) => {
				const value = request.headers[name];
				return value === undefined ? [] : [[name, value]];
			}),
		),
		origin: network.origin,
	};
	const asked = ask(new URL(request.url ?? '/', network), { method: request.method ?? 'GET', headers });
	response.once('close', () => asked.destroy());
	const answered = new Promise<IncomingMessage>((resolve, reject) => {
		asked.once('response', resolve);
		asked.once('error', reject);
	});
	try {
		request.pipe(asked);
		const answer = await answered;
		for (const name of handedOn) {
			const value = answer.headers[name];
			if (value !== undefined) response.setHeader(name, value);
		}
		// On this machine there is no TLS, and nobody in between.
		const cookies = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.replace(/;\s*secure/i, ''));
		if (cookies.length > 0) response.setHeader('set-cookie', cookies);
		response.writeHead(answer.statusCode ?? 502);
		response.flushHeaders();
		await pipeline(answer, response);
	} catch {
		// The line is down: the desk goes on with what it holds, as it does wherever it came from.
		if (response.headersSent) response.destroy();
		else {
			response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
			response.end('The network cannot be reached. Nothing was lost.\n');
		}
	}
}
