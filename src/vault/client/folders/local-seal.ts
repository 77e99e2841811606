import { utf8 } from '../../format/bytes.ts';
import { fromCbor, toCbor, type Plain } from '../../format/cbor.ts';
import { deriveKey } from '../../format/hash.ts';
import { forget } from '../../format/sodium.ts';
import { openWithKey } from '../../open/box.ts';
import { sealWithKey } from '../../seal/box.ts';
import type { Change, Shelf, Store } from './shelf.ts';

/**
 * Seals what the device keeps under a key that only this person's master key gives: opened covers, entries as
 * they came, the outbox. A record is bound to its name, so one cannot stand in for another. What cannot be
 * opened (another build, a damaged disk) counts as not there, and is fetched again.
 */
export interface SealedShelf {
	get(store: Store, key: string): Promise<Plain | undefined>;
	/** Text records (`sealText`), which are quicker to read in bulk; one after the other. */
	eachText(store: Store, use: (text: string) => void): Promise<void>;
	all(store: Store): Promise<[key: string, value: Plain][]>;
	/** Opens a record that was taken off the shelf. */
	open(store: Store, key: string, sealed: Uint8Array): Plain | undefined;
	seal(store: Store, key: string, value: Plain): Change;
	sealText(store: Store, key: string, text: string): Change;
	drop(store: Store, key: string): Change;
	write(changes: readonly Change[]): Promise<void>;
	clear(): Promise<void>;
	/** Zeroes the key; nothing can be sealed or opened afterwards. */
	forget(): void;
}

const decoder = new TextDecoder();
const DOMAIN = 'accord/v1/device';

export function sealShelf(shelf: Shelf, masterKey: Uint8Array): SealedShelf {
	const deviceKey = deriveKey(masterKey, 'accord/v1/device-key');
	/** Work that was under way when the keeper locked ends without a trace: a zeroed key must seal nothing. */
	let forgotten = false;
	const open = (store: Store, key: string, sealed: Uint8Array | undefined): Uint8Array | undefined => {
		if (!sealed || forgotten) return undefined;
		const opened = openWithKey(DOMAIN, utf8(`${store} ${key}`), sealed, deviceKey);
		return opened.ok ? opened.value : undefined;
	};
	const seal = (store: Store, key: string, bytes: Uint8Array): Change => ({
		store,
		key,
		value: forgotten ? null : sealWithKey(DOMAIN, utf8(`${store} ${key}`), bytes, deviceKey),
	});
	return {
		async get(store, key) {
			const opened = open(store, key, await shelf.get(store, key));
			return opened && fromCbor(opened);
		},
		open(store, key, sealed) {
			const opened = open(store, key, sealed);
			return opened && fromCbor(opened);
		},
		async all(store) {
			const found: [string, Plain][] = [];
			await shelf.each(store, (key, sealed) => {
				const opened = open(store, key, sealed);
				const value = opened && fromCbor(opened);
				if (value !== undefined) found.push([key, value]);
			});
			return found;
		},
		eachText: (store, use) =>
			shelf.each(store, (key, sealed) => {
				const opened = open(store, key, sealed);
				if (opened) use(decoder.decode(opened));
			}),
		seal: (store, key, value) => seal(store, key, toCbor(value)),
		sealText: (store, key, text) => seal(store, key, utf8(text)),
		drop: (store, key) => ({ store, key, value: null }),
		write: async (changes) => (forgotten ? undefined : shelf.write(changes)),
		clear: () => shelf.clear(),
		forget() {
			forgotten = true;
			forget(deviceKey);
		},
	};
}
