import { act } from '#platform/act.ts';
import { vaultReady } from '../../format/sodium.ts';
import { lazyShelf } from '../folders/shelf.ts';
import { openShelf } from '../folders/shelf-in-browser.ts';
import { keptOn } from '../ring/kept.ts';
import { anchorsOnDevice } from './anchors.ts';
import { ANNOUNCING, portOf, type Announced } from './channel.ts';
import { makeKeeper } from './keeper.ts';
import { followServer } from './live.ts';
import { furnish } from './rooms.ts';
import { serve, type Served } from './rpc.ts';

/**
 * The worker that holds the keys: shared by all tabs, or where the browser has no shared workers, owned by
 * the tab that holds the lock and reached by the others over broadcast channels.
 */
const keeper = makeKeeper({
	act,
	anchors: anchorsOnDevice(),
	kept: keptOn((person) => lazyShelf(() => openShelf(person))),
	follow: followServer,
});
const furnished = furnish(keeper);
const ready = vaultReady();
// Tabs may ask before libsodium is there; they wait, and nothing they said is lost.
const served: Served = {
	...furnished,
	call: async (name, input, doing) => {
		await ready;
		return furnished.call(name, input, doing);
	},
};

addEventListener('online', () => keeper.lineMayBeBack());

if ('SharedWorkerGlobalScope' in globalThis) {
	addEventListener('connect', (event) => {
		const [port] = (event as MessageEvent).ports;
		if (port) serve(port, served);
	});
} else {
	const announcing = new BroadcastChannel(ANNOUNCING);
	const id = crypto.randomUUID();
	const tabs = new Set<string>();
	// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a broadcast channel has one origin
	const announce = (said: Announced) => announcing.postMessage(said);
	announcing.addEventListener('message', ({ data }: MessageEvent<Announced>) => {
		if (data.kind !== 'tab') return;
		const { channel } = data;
		if (!tabs.has(channel)) serve(portOf(channel, 'keeper'), served, () => tabs.delete(channel));
		tabs.add(channel);
		announce({ kind: 'serving', channel, keeper: id });
	});
	announce({ kind: 'keeper' });
}
