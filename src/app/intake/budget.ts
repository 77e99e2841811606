import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * How much may come from one place within the hour. No address is remembered: what is counted is a keyed
 * hash, and the key is thrown away with the counters each hour. Where many come from one address (the onion
 * service; a proxy that we were not told of) they have one budget together, and a larger one.
 */
export interface IntakeBudget {
	/** Counts one post; whether it was one too many. */
	readonly spend: (request: IncomingMessage) => boolean;
}

export const budgets = { address: 60, shared: 1_200 } as const;

/** A budget that begins anew each hour. `proxies` is how many proxies stand in front, as the operator says. */
export function makeBudget(now: () => Date, proxies = 0): IntakeBudget {
	let hour = -1;
	let key = randomBytes(32);
	const spent = new Map<string, number>();
	return {
		spend(request) {
			const current = Math.floor(now().getTime() / 3_600_000);
			if (current !== hour) {
				hour = current;
				key.fill(0);
				key = randomBytes(32);
				spent.clear();
			}
			const { from, most } = placeOf(request, proxies);
			const name = createHmac('sha256', key).update(from).digest('base64').slice(0, 16);
			const count = (spent.get(name) ?? 0) + 1;
			spent.set(name, count);
			return count > most;
		},
	};
}

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * Where a post came from. What `x-forwarded-for` says is anybody's to write: it is believed only of as many
 * proxies as the operator named, and only from this machine itself.
 */
function placeOf(request: IncomingMessage, proxies: number): { from: string; most: number } {
	const peer = request.socket.remoteAddress ?? '';
	const own = loopback.test(peer) || peer === '';
	const said = own && proxies > 0 ? forwarded(request, proxies) : undefined;
	if (said !== undefined) return { from: household(said), most: budgets.address };
	// A proxy that was told of says an address; without one it is the onion service's own connection.
	if (/\.onion(:\d+)?$/.test(request.headers.host ?? '')) return { from: 'onion', most: budgets.shared };
	return { from: household(peer), most: own ? budgets.shared : budgets.address };
}

/** Each proxy adds whom it saw at the end: the last of them that is not ours is the visitor. */
function forwarded(request: IncomingMessage, proxies: number): string | undefined {
	const header = request.headers['x-forwarded-for'];
	const said = [header ?? []]
		.flat()
		.join(',')
		.split(',')
		.map((one) => one.trim());
	return said.at(-proxies) || undefined;
}

/** Of IPv6 the part that a household shares. */
function household(address: string): string {
	return address.includes(':') && !address.startsWith('::ffff:')
		? address.split(':').slice(0, 4).join(':')
		: address;
}
