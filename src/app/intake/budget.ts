import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * How much may come from one place within the hour. No address is remembered: what is counted is a keyed
 * hash, and the key is thrown away with the counters each hour. Over the onion service everybody comes
 * from one address, so that host has a budget of its own.
 */
export interface IntakeBudget {
	/** Counts one post; whether it was one too many. */
	readonly spend: (request: IncomingMessage) => boolean;
}

export const budgets = { address: 60, onion: 1_200 } as const;

/** A budget that begins anew each hour. */
export function makeBudget(now: () => Date): IntakeBudget {
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
			const onion = /\.onion(:\d+)?$/.test(request.headers.host ?? '');
			const from = onion ? 'onion' : addressOf(request);
			const name = createHmac('sha256', key).update(from).digest('base64').slice(0, 16);
			const count = (spent.get(name) ?? 0) + 1;
			spent.set(name, count);
			return count > (onion ? budgets.onion : budgets.address);
		},
	};
}

/** The address as the proxy in front of us says it; of IPv6 the part that a household shares. */
function addressOf(request: IncomingMessage): string {
	const forwarded = request.headers['x-forwarded-for'];
	const said = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
	const address = said ?? request.socket.remoteAddress ?? '';
	return address.includes(':') && !address.startsWith('::ffff:')
		? address.split(':').slice(0, 4).join(':')
		: address;
}
