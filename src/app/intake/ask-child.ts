import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';

/** One request to the child, and how it went. */
export interface Asked {
	readonly socketPath: string;
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
}

/**
 * Passes a request on to the child and its answer back, over a bare socket: Node's own HTTP client copies
 * what it reads to places that nobody can zero afterwards, and the answer shows the follow-up code. Here
 * every byte is read into one buffer, copied once, and both are zeroed once they are on their way.
 * @returns the socket; destroying it gives the request up.
 */
export function askChild(
	asked: Asked,
	request: IncomingMessage,
	response: ServerResponse,
	then: { readonly begun: () => void; readonly failed: (error: Error) => void },
): Socket {
	let head: Buffer | undefined = Buffer.alloc(0);
	const buffer = Buffer.allocUnsafeSlow(64 * 1024);
	const take = (read: Buffer): boolean => {
		if (!head) return pass(response, copyOf(read), () => socket.resume());
		const before: Buffer = head;
		head = Buffer.concat([before, read]);
		before.fill(0);
		const end = head.indexOf('\r\n\r\n');
		if (end === -1) return true;
		const body = copyOf(head.subarray(end + 4));
		announce(head.subarray(0, end).toString('latin1'), response);
		head.fill(0);
		head = undefined;
		return pass(response, body, () => socket.resume());
	};
	const socket: Socket = connect({
		path: asked.socketPath,
		onread: {
			buffer,
			callback(length, into) {
				const read = Buffer.from(into.buffer, into.byteOffset, length);
				const goesOn = take(read);
				read.fill(0);
				return goesOn;
			},
		},
	});
	socket.once('connect', () => {
		then.begun();
		// As of HTTP/1.0: the answer is not cut into chunks, and ends with the connection.
		const lines = Object.entries({ ...asked.headers, connection: 'close' });
		socket.write(
			`${asked.method} ${asked.path} HTTP/1.0\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
		);
		request.on('data', (piece: Buffer) => {
			if (socket.write(piece, () => piece.fill(0))) return;
			request.pause();
			socket.once('drain', () => request.resume());
		});
	});
	socket.once('error', then.failed);
	socket.once('end', () => {
		if (head) return then.failed(new Error('The child ended without an answer'));
		response.end();
	});
	socket.once('close', () => {
		buffer.fill(0);
		// What is still to come of it is written to nobody, and zeroed as that is said.
		request.resume();
	});
	return socket;
}

/** Reads what nobody takes any more to its end, and leaves none of it in memory. */
export function forgetRest(request: IncomingMessage): void {
	request.on('data', (piece: Buffer) => piece.fill(0));
	request.resume();
}

function announce(head: string, response: ServerResponse): void {
	const [status = '', ...lines] = head.split('\r\n');
	for (const line of lines) {
		const at = line.indexOf(':');
		const name = line.slice(0, at).toLowerCase();
		if (!['connection', 'keep-alive', 'date'].includes(name))
			response.setHeader(name, line.slice(at + 1).trim());
	}
	response.writeHead(Number(status.split(' ')[1]) || 502);
}

function copyOf(bytes: Buffer): Buffer {
	const copy = Buffer.allocUnsafeSlow(bytes.length);
	bytes.copy(copy);
	return copy;
}

function pass(response: ServerResponse, piece: Buffer, goOn: () => void): boolean {
	if (piece.length === 0) return true;
	const flowing = response.write(piece, () => piece.fill(0));
	if (!flowing) response.once('drain', goOn);
	return flowing;
}
