import { openDB, type DBSchema } from 'idb';
import type { PersonId } from '../../format/model.ts';
import { STORES, type Shelf } from './shelf.ts';

interface Schema extends DBSchema {
	rows: { key: string; value: Uint8Array };
	vaults: { key: string; value: Uint8Array };
	folders: { key: string; value: Uint8Array };
	outbox: { key: string; value: Uint8Array };
	drafts: { key: string; value: Uint8Array };
	logs: { key: string; value: Uint8Array };
}

/** Records read in one go: some megabytes. */
const AT_ONCE = 8;

/** A person's shelf in this browser's IndexedDB. */
export async function openShelf(person: PersonId): Promise<Shelf> {
	const database = await openDB<Schema>(`accord-folders-${person}`, 2, {
		upgrade(database) {
			for (const store of STORES) {
				if (!database.objectStoreNames.contains(store)) database.createObjectStore(store);
			}
		},
		// Another tab's newer build wants to change the layout: let go, the keeper opens it again.
		blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(),
	});
	return {
		get: (store, key) => database.get(store, key),
		async each(store, use) {
			const keys = await database.getAllKeys(store);
			for (let at = 0; at < keys.length; at += AT_ONCE) {
				const some = keys.slice(at, at + AT_ONCE);
				const range = IDBKeyRange.bound(some[0], some.at(-1));
				const values = await database.getAll(store, range);
				for (const [index, value] of values.entries()) use(some[index] ?? '', value);
			}
		},
		async write(changes) {
			if (changes.length === 0) return;
			const stores = [...new Set(changes.map(({ store }) => store))];
			const durability = stores.some((store) => store === 'outbox' || store === 'drafts')
				? 'strict'
				: 'relaxed';
			const tx = database.transaction(stores, 'readwrite', { durability });
			const writes = changes.map(({ store, key, value }) => {
				const at = tx.objectStore(store);
				return value ? at.put(value, key) : at.delete(key);
			});
			await Promise.all([...writes, tx.done]);
		},
		async clear() {
			const tx = database.transaction(STORES, 'readwrite');
			await Promise.all([...STORES.map((store) => tx.objectStore(store).clear()), tx.done]);
		},
		close: () => database.close(),
	};
}

/** Whether the browser promised not to throw the stored work away under pressure. */
export async function askToPersist(): Promise<boolean> {
	try {
		return (await navigator.storage.persisted()) || (await navigator.storage.persist());
	} catch {
		return false;
	}
}
