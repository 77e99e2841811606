import { ANNOUNCING, portOf, type Announced } from './channel.ts';
import type { KeeperOperations, KeeperTopics } from './operations.ts';
import { connect, type Called } from './rpc.ts';

/** The keeper as pages hold it: every operation a function, every topic to watch. */
export type Keeper = Called<KeeperOperations, KeeperTopics>;

const LOCK = 'accord-keeper';
const TOUCH_EVERY = 20_000;

/**
 * Opens this tab's line to the keeper: `const keeper = openKeeper(); keeper.watch('state', undefined, show)`.
 * Open one a tab, and keep it: signs of life are passed on while it is open.
 */
export function openKeeper(): Keeper {
	const keeper = 'SharedWorker' in globalThis ? overSharedWorker() : overLock();
	tellLife(keeper);
	addEventListener('pagehide', (event) => {
		if (!event.persisted) keeper.close();
	});
	return forgettingSecrets(keeper);
}

function overSharedWorker(): Keeper {
	const worker = new SharedWorker(new URL('./keeper.worker.ts', import.meta.url), {
		type: 'module',
		name: 'accord-keeper',
	});
	return connect<KeeperOperations, KeeperTopics>(worker.port);
}

/** The tab that gets the lock runs the worker; when it closes, another tab does, and asks for the passphrase. */
function overLock(): Keeper {
	const channel = `${ANNOUNCING} ${crypto.randomUUID()}`;
	const port = portOf(channel, 'tab');
	const early: unknown[] = [];
	let serving: string | undefined;
	const keeper = connect<KeeperOperations, KeeperTopics>({
		...port,
		// What is asked before anybody listens waits; a channel would drop it.
		postMessage: (message) => (serving ? port.postMessage(message) : void early.push(message)),
	});
	const announcing = new BroadcastChannel(ANNOUNCING);
	// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a broadcast channel has one origin
	const announce = () => announcing.postMessage({ kind: 'tab', channel } satisfies Announced);
	announcing.addEventListener('message', ({ data }: MessageEvent<Announced>) => {
		if (data.kind === 'keeper') announce();
		if (data.kind !== 'serving' || data.channel !== channel || data.keeper === serving) return;
		const first = serving === undefined;
		serving = data.keeper;
		if (first) for (const message of early.splice(0)) port.postMessage(message);
		else keeper.renew();
	});
	void navigator.locks.request(LOCK, () => {
		const worker = new Worker(new URL('./keeper.worker.ts', import.meta.url), {
			type: 'module',
			name: 'accord-keeper',
		});
		// Held for as long as the tab lives; the browser lets go of it, and of the worker, with the tab.
		return new Promise<never>((_, lost) => worker.addEventListener('error', lost));
	});
	announce();
	return keeper;
}

/** A key, a click or a touch in any tab keeps the keeper open; nothing is said of what it was. */
function tellLife(keeper: Keeper): void {
	let last = 0;
	const alive = () => {
		const now = Date.now();
		if (now - last < TOUCH_EVERY) return;
		last = now;
		void keeper.touch();
	};
	for (const kind of ['keydown', 'pointerdown', 'wheel']) addEventListener(kind, alive, { passive: true });
}

/** Secrets handed to the worker are copied on the way; the page's own copies are zeroed. */
function forgettingSecrets(keeper: Keeper): Keeper {
	return new Proxy(keeper, {
		get(target, name) {
			const call: unknown = Reflect.get(target, name);
			if (name !== 'unlock' && name !== 'wrapMasterKey') return call;
			return (asked: object, ...more: unknown[]) => {
				const answer: unknown = (call as (...given: unknown[]) => unknown)(asked, ...more);
				zeroSecrets(asked);
				return answer;
			};
		},
	});
}

const SECRET = new Set(['masterKey', 'exportKey', 'prf', 'secret']);

function zeroSecrets(given: object): void {
	for (const [name, value] of Object.entries(given)) {
		if (value instanceof Uint8Array) {
			if (SECRET.has(name)) value.fill(0);
		} else if (name === 'by' && typeof value === 'object' && value !== null) zeroSecrets(value);
	}
}
