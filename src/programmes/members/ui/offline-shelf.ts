import { openDB, type DBSchema } from 'idb';
import type { OfflineKeys, OfflineShelf } from '../sealed/offline.ts';

interface Schema extends DBSchema {
	people: { key: string; value: OfflineKeys };
}
const open = () =>
	openDB<Schema>('accord-offline', 1, {
		upgrade: (database) => void database.createObjectStore('people', { keyPath: 'person' }),
	});

/** This browser's: wrapped keys by person, and nothing that opens them. */
export const offlineShelf: OfflineShelf = {
	async list() {
		try {
			return await (await open()).getAll('people');
		} catch {
			return [];
		}
	},
	async keep(keys) {
		try {
			await (await open()).put('people', keys);
			return true;
		} catch {
			return false;
		}
	},
	async forget(person) {
		try {
			await (await open()).delete('people', person);
		} catch {
			// A browser that keeps nothing has nothing to forget.
		}
	},
};
