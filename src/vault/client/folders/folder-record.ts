import { z } from 'zod';
import type { Result } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import { hash } from '../../format/hash.ts';
import { Bytes } from '../../format/frame.ts';
import { VaultId } from '../../format/model.ts';
import type { FolderAnswer } from '../../server/folders/model.ts';
import { ask, type Ground } from './ground.ts';
import type { SealedShelf } from './local-seal.ts';
import type { FolderRef } from './model.ts';
import { rowKey } from './rows/row.ts';
import type { Change } from './shelf.ts';
import { fromWire } from './wire.ts';

/** The entries and keys of a folder that was opened here, as the server has them: sealed. */
const FolderRecord = z.strictObject({
	vault: VaultId,
	/** Everything up to this change is here. */
	upto: z.number(),
	entries: z.array(z.strictObject({ bytes: Bytes, change: z.number() })),
	keys: z.array(Bytes),
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
		turns.set(key, turn);
		const done = () => {
			if (turns.get(key) === turn) turns.delete(key);
		};
		turn.then(done, done);
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

export interface Fetched {
	readonly record: FolderRecord;
	/** Entries that are held here and that the server does not have any more. */
	readonly dropped: number;
	readonly gone?: { readonly order: Uint8Array | undefined };
}

/**
 * Fetches what came since; where the server's count differs from what is then held, everything anew, to see
 * which entries it no longer has. What was held is never given up for that.
 */
export async function fetchRecord(
	ground: Ground,
	at: FolderRef,
	held: FolderRecord | undefined,
): Promise<Result<Fetched>> {
	const read = (after: number) =>
		ask<FolderAnswer>(ground.act, 'folders.readFolder', {
			organisation: at.organisation,
			folder: at.folder,
			after,
		});
	let answer = await read(held?.upto ?? 0);
	if (!answer.ok) return answer;
	if (answer.value.gone) {
		const order = answer.value.order ? fromWire(answer.value.order) : undefined;
		const record = held ?? { vault: VaultId.parse(answer.value.vault), upto: 0, entries: [], keys: [] };
		return { ok: true, value: { record, dropped: 0, gone: { order } } };
	}
	let { count, entries } = answer.value;
	let record = await take(ground, at, answer.value);
	if (record.entries.length !== count) {
		answer = await read(0);
		if (!answer.ok) return answer;
		record = await take(ground, at, answer.value);
		({ count, entries } = answer.value);
		const dropped = Math.max(record.entries.length - entries.length, count - entries.length, 0);
		return { ok: true, value: { record, dropped } };
	}
	return { ok: true, value: { record, dropped: 0 } };
}

function take(ground: Ground, at: FolderRef, answer: FolderAnswer): Promise<FolderRecord> {
	return ground.records.change(at, (held) => merge(held, answer));
}

function merge(held: FolderRecord | undefined, answer: FolderAnswer): FolderRecord {
	const entries = [...(held?.entries ?? [])];
	const known = new Set(entries.map(({ bytes }) => nameOf(bytes)));
	for (const { bytes, change } of answer.entries) {
		const sealed = fromWire(bytes);
		if (sealed && !known.has(nameOf(sealed))) entries.push({ bytes: sealed, change });
	}
	const keys = new Map((held?.keys ?? []).map((key) => [nameOf(key), key]));
	for (const box of answer.keys) {
		const sealed = fromWire(box);
		if (sealed) keys.set(nameOf(sealed), sealed);
	}
	return {
		vault: VaultId.parse(answer.vault),
		upto: Math.max(held?.upto ?? 0, answer.change),
		entries,
		keys: [...keys.values()],
	};
}

/** Names sealed bytes: the same text for the same bytes. */
export function nameOf(bytes: Uint8Array): string {
	return toBase64url(hash('accord/v1/device-record', bytes, 16));
}
