import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'kysely';
import type { Runtime } from '#platform/runtime.ts';
import { knownHost } from './origin.ts';

/** Health, readiness and figures; the last only for the machine itself. */
export async function answerOperations(
	runtime: Runtime,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<boolean> {
	const say = (status: number, text: string, type = 'text/plain; charset=utf-8'): true => {
		response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
		response.end(request.method === 'HEAD' ? undefined : text);
		return true;
	};
	switch (request.url) {
		case '/healthz':
			return say(200, 'alive\n');
		case '/readyz':
			try {
				await sql`select 1`.execute(runtime.db);
				return say(200, 'ready\n');
			} catch (error) {
				runtime.log.problem('not-ready', { error });
				return say(503, 'The database does not answer\n');
			}
		case '/metrics': {
			if (!fromThisMachine(request)) return say(404, 'Not found\n');
			return say(200, await runtime.metrics.registry.metrics(), runtime.metrics.registry.contentType);
		}
		default:
			return false;
	}
}

const ofProxies = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

/** A proxy is on this machine too: what it hands on names the public host, or itself. */
function fromThisMachine({ socket, headers }: IncomingMessage): boolean {
	return (
		/^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
		knownHost(headers.host, []) &&
		ofProxies.every((name) => headers[name] === undefined)
	);
}
