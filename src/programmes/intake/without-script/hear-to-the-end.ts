import type { IncomingMessage } from 'node:http';

/**
 * Reads what nobody wants, and zeroes it: whoever is answered before they have sent it all may never read the
 * answer, for the line breaks under them.
 */
export async function hearToTheEnd(request: IncomingMessage, most: number): Promise<void> {
	let heard = 0;
	for await (const piece of request as AsyncIterable<Buffer>) {
		heard += piece.length;
		piece.fill(0);
		if (heard > most) return;
	}
}
