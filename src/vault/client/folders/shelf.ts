/**
 * Where a device keeps what it holds: sealed records by name. In a browser it is IndexedDB, in Node (tests, the
 * demonstration) memory. A shelf never sees a key: what is put on it was sealed before.
 */
export interface Shelf {
	get(store: Store, key: string): Promise<Uint8Array | undefined>;
	/** All records of a store, by key in order, a few at a time: together they may be much. */
	each(store: Store, use: (key: string, value: Uint8Array) => void): Promise<void>;
	/** All of the changes or none; done when they would survive the browser's end. */
	write(changes: readonly Change[]): Promise<void>;
	/** Takes everything away. */
	clear(): Promise<void>;
	close(): void;
}

/**
 * `rows`: opened covers in blocks; `vaults`: cursors and checkpoints; `folders`: entries and keys of folders that
 * were opened; `outbox`: what waits to be sent; `drafts`: what is being written; `logs`: what the server last said
 * of organisations and of this person.
 */
export const STORES = ['rows', 'vaults', 'folders', 'outbox', 'drafts', 'logs'] as const;
export type Store = (typeof STORES)[number];

export interface Change {
	readonly store: Store;
	readonly key: string;
	/** Null takes the record away. */
	readonly value: Uint8Array | null;
}

/** A shelf in memory. */
export function memoryShelf(): Shelf {
	const stores = new Map<Store, Map<string, Uint8Array>>(STORES.map((store) => [store, new Map()]));
	const of = (store: Store) => stores.get(store) ?? new Map<string, Uint8Array>();
	return {
		get: async (store, key) => of(store).get(key)?.slice(),
		async each(store, use) {
			const inOrder = [...of(store)].toSorted(([a], [b]) => (a < b ? -1 : 1));
			for (const [key, value] of inOrder) use(key, value.slice());
		},
		async write(changes) {
			for (const { store, key, value } of changes) {
				if (value) of(store).set(key, value.slice());
				else of(store).delete(key);
			}
		},
		async clear() {
			for (const store of stores.values()) store.clear();
		},
		close: () => undefined,
	};
}

/** A shelf that is opened when it is first used: whoever seals for it need not wait. */
export function lazyShelf(open: () => Promise<Shelf>): Shelf {
	let opened: Promise<Shelf> | undefined;
	const shelf = () => (opened ??= open());
	return {
		get: async (store, key) => (await shelf()).get(store, key),
		each: async (store, use) => (await shelf()).each(store, use),
		write: async (changes) => (await shelf()).write(changes),
		clear: async () => (await shelf()).clear(),
		close: () => void opened?.then((one) => one.close()),
	};
}
