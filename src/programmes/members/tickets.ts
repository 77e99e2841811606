import { createHash, randomBytes } from 'node:crypto';
import { held } from '#platform/held.ts';
import type { Runtime } from '#platform/runtime.ts';

const lasts = 5 * 60_000;

/**
 * What the server must remember between the two halves of an exchange (passphrase, passkey), sealed and
 * handed to the client, so that half-open exchanges cost no memory. Each is good once, for five minutes.
 */
export function issueTicket(runtime: Runtime, purpose: string, content: unknown): string {
	const ticket = { at: runtime.now().getTime(), once: randomBytes(9).toString('base64url'), content };
	return runtime.keys.sealAtRest(`ticket/${purpose}`, JSON.stringify(ticket)).toString('base64url');
}

/** What the ticket holds; `undefined` when it is not ours, too old, or was used. */
export function redeemTicket<T>(runtime: Runtime, purpose: string, ticket: string): T | undefined {
	const now = runtime.now().getTime();
	const used = held(runtime, 'members.tickets', () => new Map<string, number>());
	for (const [old, at] of used) if (now - at > lasts) used.delete(old);
	// By its bytes: one and the same ticket can be spelt in more ways than one.
	const sealed = Buffer.from(ticket, 'base64url');
	const name = createHash('sha256').update(sealed).digest('base64');
	if (used.has(name)) return undefined;
	try {
		const opened = runtime.keys.openAtRest(`ticket/${purpose}`, sealed);
		const { at, content } = JSON.parse(opened) as { at: number; content: T };
		if (now - at > lasts || at > now) return undefined;
		used.set(name, now);
		return content;
	} catch {
		return undefined;
	}
}
