import { z } from 'zod';
import { toBase64url } from '../../format/bytes.ts';
import { Bytes } from '../../format/frame.ts';
import { hash } from '../../format/hash.ts';
import { OrganisationId, VaultId } from '../../format/model.ts';
import type { SealedShelf } from './local-seal.ts';
import type { FolderRef } from './model.ts';
import { rowKey } from './rows/row.ts';
import type { Change } from './shelf.ts';

/** The entries and keys of a folder that was opened here, as the server has them: sealed. */
const FolderRecord = z.strictObject({
	vault: VaultId,
	/** Everything up to this change is here. */
	upto: z.number(),
	entries: z.array(z.strictObject({ bytes: Bytes, change: z.number() })),
	keys: z.array(Bytes),
	/** Of another organisation's folder: the part that ours keeps of it for itself, and how far it is here. */
	part: z.strictObject({ organisation: OrganisationId, vault: VaultId, upto: z.number() }).optional(),
	/** By which action the folder is brought back after a restore, and with what beside it. */
	beside: z.strictObject({ by: z.string(), more: z.record(z.string(), z.string()) }).optional(),
});
export type FolderRecord = z.infer<typeof FolderRecord>;

/** The records of this device; each is changed by one at a time, and what is on the shelf is the truth. */
export interface Records {
	load(at: FolderRef): Promise<FolderRecord | undefined>;
	/** Changes a record, together with other changes of the shelf, and gives what it became. */
	change(
		at: FolderRef,
		how: (held: FolderRecord | undefined) => FolderRecord,
		more?: readonly Change[],
	): Promise<FolderRecord>;
	drop(at: FolderRef): Promise<void>;
}

export function openRecords(shelf: SealedShelf): Records {
	const turns = new Map<string, Promise<unknown>>();
	const inTurn = <T>(at: FolderRef, work: () => Promise<T>): Promise<T> => {
		const key = rowKey(at);
		const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
		const last = turn
			.catch(() => undefined)
			.finally(() => {
				if (turns.get(key) === last) turns.delete(key);
			});
		turns.set(key, last);
		return turn;
	};
	const load = async (at: FolderRef) => {
		const read = FolderRecord.safeParse(await shelf.get('folders', rowKey(at)));
		return read.success ? read.data : undefined;
	};
	return {
		load: (at) => inTurn(at, () => load(at)),
		change: (at, how, more = []) =>
			inTurn(at, async () => {
				const record = how(await load(at));
				await shelf.write([shelf.seal('folders', rowKey(at), record), ...more]);
				return record;
			}),
		drop: (at) => inTurn(at, () => shelf.write([shelf.drop('folders', rowKey(at))])),
	};
}

/** Names sealed bytes: the same text for the same bytes. */
export function nameOf(bytes: Uint8Array): string {
	return toBase64url(hash('accord/v1/device-record', bytes, 16));
}
