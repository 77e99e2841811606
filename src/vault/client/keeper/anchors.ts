import { openDB, type DBSchema } from 'idb';
import type { OrganisationId, PersonId } from '../../format/model.ts';
import type { Anchor, Anchors } from '../ring/model.ts';

interface Kept extends DBSchema {
	anchors: { key: [PersonId, OrganisationId]; value: Anchor };
}

/** Identities and heads of logs seen on this device, in IndexedDB: public hashes, never a key. */
export function anchorsOnDevice(): Anchors {
	const opened = openDB<Kept>('accord-anchors', 1, {
		upgrade: (database) => void database.createObjectStore('anchors'),
	});
	return {
		async read(person) {
			const database = await opened;
			const range = IDBKeyRange.bound([person], [person, []]);
			const keys = await database.getAllKeys('anchors', range);
			const values = await database.getAll('anchors', range);
			return new Map(
				keys.flatMap(([, organisation], at) => {
					const anchor = values[at];
					return anchor ? [[organisation, anchor] as const] : [];
				}),
			);
		},
		async write(person, organisation, anchor) {
			await (await opened).put('anchors', anchor, [person, organisation]);
		},
	};
}
