import type { Result } from '#platform/result.ts';
import { OrganisationId, VaultId } from '../../format/model.ts';
import type { FolderAnswer } from '../../server/folders/model.ts';
import { ask, type Ground } from './ground.ts';
import type { FolderRef } from './model.ts';
import { nameOf, type FolderRecord } from './records.ts';
import { fromWire } from './wire.ts';

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
	const read = (after: number, partAfter: number) =>
		ask<FolderAnswer>(ground.act, 'folders.readFolder', {
			organisation: at.organisation,
			folder: at.folder,
			after,
			partAfter,
		});
	let answer = await read(held?.upto ?? 0, held?.part?.upto ?? 0);
	if (!answer.ok) return answer;
	if (answer.value.gone) {
		const order = answer.value.order ? fromWire(answer.value.order) : undefined;
		const record = held ?? { vault: VaultId.parse(answer.value.vault), upto: 0, entries: [], keys: [] };
		return { ok: true, value: { record, dropped: 0, gone: { order } } };
	}
	let { count, there } = countOf(answer.value);
	let record = await take(ground, at, answer.value);
	if (record.entries.length !== count) {
		answer = await read(0, 0);
		if (!answer.ok) return answer;
		record = await take(ground, at, answer.value);
		({ count, there } = countOf(answer.value));
		const dropped = Math.max(record.entries.length - there, count - there, 0);
		return { ok: true, value: { record, dropped } };
	}
	return { ok: true, value: { record, dropped: 0 } };
}

/** How many entries there are by the server's own word, and how many came. */
function countOf({ count, entries, part }: FolderAnswer): { count: number; there: number } {
	return { count: count + (part?.count ?? 0), there: entries.length + (part?.entries.length ?? 0) };
}

function take(ground: Ground, at: FolderRef, answer: FolderAnswer): Promise<FolderRecord> {
	return ground.records.change(at, (held) => merge(held, answer));
}

function merge(held: FolderRecord | undefined, answer: FolderAnswer): FolderRecord {
	const entries = [...(held?.entries ?? [])];
	const known = new Set(entries.map(({ bytes }) => nameOf(bytes)));
	const { part } = answer;
	for (const { bytes, change } of [...answer.entries, ...(part?.entries ?? [])]) {
		const sealed = fromWire(bytes);
		if (sealed && !known.has(nameOf(sealed))) entries.push({ bytes: sealed, change });
	}
	const keys = new Map((held?.keys ?? []).map((key) => [nameOf(key), key]));
	for (const box of [...answer.keys, ...(part?.keys ?? [])]) {
		const sealed = fromWire(box);
		if (sealed) keys.set(nameOf(sealed), sealed);
	}
	const beside = answer.beside ?? held?.beside;
	return {
		...(beside ? { beside: { ...beside, more: { ...beside.more } } } : {}),
		vault: VaultId.parse(answer.vault),
		upto: Math.max(held?.upto ?? 0, answer.change),
		entries,
		keys: [...keys.values()],
		...(part
			? {
					part: {
						organisation: OrganisationId.parse(part.organisation),
						vault: VaultId.parse(part.vault),
						upto: Math.max(held?.part?.upto ?? 0, part.change),
					},
				}
			: held?.part
				? { part: held.part }
				: {}),
	};
}
