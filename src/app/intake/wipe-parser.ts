import { createServer, request } from 'node:http';
import { rmSync } from 'node:fs';
import { once } from 'node:events';

/**
 * Node reads every connection of this process into one buffer of 64 KB that its HTTP parser owns. What a
 * sender typed would stand there until somebody else's request happens to cover it; so, after a body has
 * been passed on, a request of our own, full of zeros, covers all of it.
 */
export interface ParserWiper {
	/** Covers the buffer soon; many calls at once are one. */
	readonly wipe: () => void;
	readonly close: () => Promise<void>;
}

/** Four times the buffer: the last full read covers it whole, however the first ones fell. */
const zeros = Buffer.alloc(256 * 1024);

/** Listens on a socket of its own, for itself only. */
export async function openParserWiper(socketPath: string): Promise<ParserWiper> {
	const server = createServer((taken, response) => {
		taken.resume();
		taken.once('end', () => response.end());
	});
	server.listen(socketPath);
	server.unref();
	await once(server, 'listening');
	let asked = false;
	let under = false;
	const run = (): void => {
		asked = false;
		under = true;
		const sent = request({ socketPath, method: 'POST', agent: false }, (response) => response.resume());
		sent.once('close', () => {
			under = false;
			if (asked) run();
		});
		sent.on('error', () => undefined);
		sent.end(zeros);
	};
	return {
		wipe() {
			if (under || asked) asked = true;
			else {
				asked = true;
				setImmediate(run);
			}
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
			rmSync(socketPath, { force: true });
		},
	};
}
