import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { actions } from '#app/actions.ts';
import { perform, type Member } from '#platform/action/index.ts';
import { organisationId, personId, sessionId } from '#platform/ids.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { FilledVault } from './fill.ts';

const types: Record<string, string> = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.wasm': 'application/wasm',
};

export interface Host {
	readonly address: string;
	/** Bits a second for everything together; none: as fast as it goes. */
	line: number | undefined;
	actAs: FilledVault | undefined;
	/** Pages are served, and nothing else: the line to the server is down. */
	deaf: boolean;
	readonly close: () => Promise<void>;
}

/** Serves the measured page and the real actions on a real database, over a line of a given width. */
export async function openHost(runtime: Runtime, built: string): Promise<Host> {
	let free = 0;
	/** Takes its time on the line: one after another, as bytes do. */
	const send = async (response: ServerResponse, body: Uint8Array): Promise<void> => {
		const slice = 16 * 1024;
		for (let at = 0; at < body.length; at += slice) {
			const part = body.subarray(at, at + slice);
			if (host.line !== undefined) {
				const now = performance.now();
				free = Math.max(free, now) + (part.length * 8000) / host.line;
				if (free - now > 1) await pause(free - now);
			}
			response.write(part);
		}
		response.end();
	};
	const server = createServer((request, response) => {
		const answer = async () => {
			const path = new URL(request.url ?? '/', 'http://localhost').pathname;
			if (request.method === 'POST' && host.deaf) {
				request.socket.destroy();
				return undefined;
			}
			if (request.method === 'POST') {
				const name = path.split('/').at(-1) ?? '';
				const parts: Buffer[] = [];
				for await (const part of request) parts.push(part as Buffer);
				const declared = actions.get(name);
				const given: unknown = JSON.parse(Buffer.concat(parts).toString());
				const said =
					declared && host.actAs
						? await perform(runtime, declared, actorOf(host.actAs), given)
						: { ok: false, refusal: { id: 'action.unknown' } };
				response.writeHead(200, { 'content-type': 'application/json' });
				return send(response, Buffer.from(JSON.stringify(said)));
			}
			const file = join(built, path === '/' ? 'index.html' : path);
			const body = await readFile(file);
			response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
			return send(response, body);
		};
		answer().catch(() => {
			if (!response.headersSent) response.writeHead(404);
			response.end();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const host: Host = {
		address: `http://localhost:${port}/`,
		line: undefined,
		actAs: undefined,
		deaf: false,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	return host;
}

function actorOf({ person, epoch }: FilledVault): Member {
	return {
		kind: 'member',
		person: personId.parse(person),
		session: sessionId.parse(randomUUID()),
		level: 'full',
		memberships: [
			{
				organisation: organisationId.parse(epoch.organisation),
				office: false,
				coordinator: false,
				programmes: ['intake'],
			},
		],
	};
}
