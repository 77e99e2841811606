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
				return held.length > 0 ? shelf.sealText('rows', key, writeBlock(held)) : shelf.drop('rows', key);
			});
			dirty.clear();
			return changes;
		},
		async load() {
			const changes: RowChange[] = [];
			await shelf.eachText('rows', (text) => {
				for (const row of readBlock(text)) {
					rows[row.slot] = row;
					byKey.set(rowKey(row), row);
					changes.push({ before: undefined, after: row });
				}
			});
			for (let slot = 0; slot < rows.length; slot++) if (!rows[slot]) free.push(slot);
			tell(changes);
		},
	};
	return store;
}

type Place = Pick<Row, 'organisation' | 'owner' | 'through'>;
interface Block {
	/** A hundred thousand rows share a few vaults: their ids are written, and held, once. */
	readonly places: readonly Place[];
	readonly rows: readonly (Omit<Row, keyof Place> & { readonly place: number })[];
}

function writeBlock(held: readonly Row[]): string {
	const numbers = new Map<string, number>();
	const places: Place[] = [];
	const written = held.map(({ organisation, owner, through, ...rest }) => {
		const key = `${organisation} ${owner} ${vaultKey(through)}`;
		const place = numbers.get(key) ?? places.push({ organisation, owner, through }) - 1;
		numbers.set(key, place);
		return { ...rest, place };
	});
	return JSON.stringify({ places, rows: written } satisfies Block);
}

/** Sealed by this device for itself, so the shape is what `writeBlock` wrote. */
function readBlock(text: string): Row[] {
	const { places, rows } = JSON.parse(text) as Block;
	return rows.flatMap(({ place, ...rest }) => {
		const at = places[place];
		return at ? [{ ...at, ...rest }] : [];
	});
}
