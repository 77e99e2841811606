import type { FolderRef, VaultRef } from '../model.ts';
import type { SealedShelf } from '../local-seal.ts';
import type { Change } from '../shelf.ts';
import { rowKey, vaultKey, type Row } from './row.ts';

/** One change of a row: what it was and what it is. */
export interface RowChange {
	readonly before: Row | undefined;
	readonly after: Row | undefined;
}

/**
 * All rows this person holds, in memory, and sealed on the shelf in blocks of a thousand: a hundred thousand
 * folders are a hundred records, read in well under a second.
 */
export interface RowStore {
	get(at: FolderRef): Row | undefined;
	at(slot: number): Row | undefined;
	all(): Iterable<Row>;
	ofVault(vault: VaultRef): Row[];
	size(): number;
	/** Puts rows in place of those before; a slot is given to those that have none. */
	put(rows: readonly NewRow[]): void;
	remove(rows: readonly FolderRef[]): void;
	onChange(hear: (changes: readonly RowChange[]) => void): () => void;
	/** The sealed blocks that changed since the last call: to be written with the cursors they belong to. */
	takeChanges(): Change[];
	load(): Promise<void>;
}
export type NewRow = Omit<Row, 'slot'>;

const BLOCK = 1024;

export function makeRowStore(shelf: SealedShelf): RowStore {
	const rows: (Row | undefined)[] = [];
	const byKey = new Map<string, Row>();
	const free: number[] = [];
	const dirty = new Set<number>();
	const hearers = new Set<(changes: readonly RowChange[]) => void>();
	const tell = (changes: readonly RowChange[]) => {
		if (changes.length > 0) for (const hear of hearers) hear(changes);
	};
	const store: RowStore = {
		get: (at) => byKey.get(rowKey(at)),
		at: (slot) => rows[slot],
		all: () => byKey.values(),
		ofVault(vault) {
			const key = vaultKey(vault);
			return [...byKey.values()].filter(({ through }) => vaultKey(through) === key);
		},
		size: () => byKey.size,
		put(fresh) {
			const changes: RowChange[] = [];
			for (const one of fresh) {
				const before = byKey.get(rowKey(one));
				const slot = before?.slot ?? free.pop() ?? rows.length;
				const after: Row = { ...one, slot };
				rows[slot] = after;
				byKey.set(rowKey(one), after);
				dirty.add(Math.floor(slot / BLOCK));
				changes.push({ before, after });
			}
			tell(changes);
		},
		remove(gone) {
			const changes: RowChange[] = [];
			for (const one of gone) {
				const before = byKey.get(rowKey(one));
				if (!before) continue;
				byKey.delete(rowKey(one));
				rows[before.slot] = undefined;
				free.push(before.slot);
				dirty.add(Math.floor(before.slot / BLOCK));
				changes.push({ before, after: undefined });
			}
			tell(changes);
		},
		onChange(hear) {
			hearers.add(hear);
			return () => hearers.delete(hear);
		},
		takeChanges() {
			const changes = [...dirty].map((block) => {
				const key = String(block).padStart(6, '0');
				const held = rows.slice(block * BLOCK, (block + 1) * BLOCK).filter((row) => row !== undefined);
				return held.length > 0 ? shelf.sealText('rows', key, JSON.stringify(held)) : shelf.drop('rows', key);
			});
			dirty.clear();
			return changes;
		},
		async load() {
			const changes: RowChange[] = [];
			for (const [, text] of await shelf.allTexts('rows')) {
				// Sealed by this device for itself, so the shape is what `takeChanges` wrote.
				for (const row of JSON.parse(text) as Row[]) {
					rows[row.slot] = row;
					byKey.set(rowKey(row), row);
					changes.push({ before: undefined, after: row });
				}
			}
			for (let slot = 0; slot < rows.length; slot++) if (!rows[slot]) free.push(slot);
			tell(changes);
		},
	};
	return store;
}
