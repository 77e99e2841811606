import type { Port } from './rpc.ts';

/** Where tabs and a keeper without a shared worker find each other. */
export const ANNOUNCING = 'accord-keeper';

export type Announced =
	/** A worker has started: every tab makes itself known. */
	| { readonly kind: 'keeper' }
	| { readonly kind: 'tab'; readonly channel: string }
	/** The worker of that id listens at the tab's channel from now on. */
	| { readonly kind: 'serving'; readonly channel: string; readonly keeper: string };

interface Addressed {
	readonly to: 'keeper' | 'tab';
	readonly message: unknown;
}

/** One end of a broadcast channel of which only two know the name, as a port. */
export function portOf(name: string, end: 'keeper' | 'tab'): Port {
	const channel = new BroadcastChannel(name);
	const hearing = new Map<(event: MessageEvent) => void, (event: MessageEvent<Addressed>) => void>();
	return {
		postMessage(message) {
			const to = end === 'keeper' ? 'tab' : 'keeper';
			// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a broadcast channel has one origin
			channel.postMessage({ to, message } satisfies Addressed);
		},
		addEventListener(kind, hear) {
			const filtered = ({ data }: MessageEvent<Addressed>) => {
				if (data.to === end) hear(new MessageEvent('message', { data: data.message }));
			};
			hearing.set(hear, filtered);
			channel.addEventListener(kind, filtered);
		},
		removeEventListener(kind, hear) {
			const filtered = hearing.get(hear);
			if (filtered) channel.removeEventListener(kind, filtered);
			hearing.delete(hear);
			if (hearing.size === 0) channel.close();
		},
	};
}
