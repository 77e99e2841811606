import { ok, refuse, type Result } from '#platform/result.ts';
import type { Act } from '#platform/act.ts';
import type { Plain } from '../../../format/cbor.ts';
import type { SealedCover, SealedEntry } from '../../../format/envelope.ts';
import type { EntryHash } from '../../../format/model.ts';
import { hashEntry, readEntry } from '../../../seal/entry.ts';
import { coverToken, sealCover } from '../../../seal/cover.ts';
import { nameOf } from '../records.ts';
import { ask, type Ground } from '../ground.ts';
import type { VaultRef } from '../model.ts';
import type { NewRow } from '../rows/row-store.ts';
import type { Row } from '../rows/row.ts';
import type { Change } from '../shelf.ts';
import { toWire } from '../wire.ts';
import type { Item } from './item.ts';
import type { Send } from './outbox.ts';

/** How often a cover is sealed anew on top of another's before the reader is told. */
const TRIES = 5;

interface Sent {
	readonly change: number;
}

/** Sends one item of the outbox to the action it names. */
export function makeSender(ground: Ground, catchUp: (vault: VaultRef) => Promise<unknown>): Send {
	return async (item) => (item.what === 'cover' ? sendCover(item) : sendEntries(item));

	function sendEntries(item: Item): Promise<Result<Sent>> {
		const { organisation, folder, vault, kind, entries, keys, sealedCover, action, more } = item;
		const plain = {
			organisation,
			folder,
			entries: entries.map(toWire),
			keys: keys.map(toWire),
			...(item.what === 'create' ? { vault, kind, cover: sealedCover && toWire(sealedCover) } : {}),
		};
		// A programme's own action answers a repeated call by its key; the plain ones know the ids again.
		const own = !action.startsWith('folders.');
		const act: Act = own
			? (name, input, by = {}) => ground.act(name, input, { ...by, key: item.id })
			: ground.act;
		return ask<Sent>(act, action, { ...plain, ...forJson(more) }).then((answer) =>
			answer.ok ? ok({ change: Number(answer.value?.change ?? 0) }) : answer,
		);
	}

	/** Compare-and-swap: sealed on top of what is known; if another wrote meanwhile, on top of theirs. */
	async function sendCover(item: Item): Promise<Result<Sent>> {
		const { organisation, folder, through, cover, heads } = item;
		for (let tries = 0; tries < TRIES; tries++) {
			const row = ground.rows.get(item);
			const held = ground.keys().vault(through.organisation, through.vault);
			// Gone meanwhile, or no longer ours: there is nothing to summarise.
			if (!row || !held.ok || !cover) return ok({ change: 0 });
			if (await knowsMore(ground, item, row)) return ok({ change: row.change });
			const before = row.token ? { token: row.token, version: row.version } : null;
			const next = sealCover({ ...through, folder }, { epoch: held.value.current }, before, {
				heads,
				summary: cover,
			});
			const sent = { organisation, folder, through, cover: toWire(next.sealed) };
			const answer = await ask<Sent>(ground.act, 'folders.replaceCover', sent);
			if (answer.ok) {
				const { token, version } = next;
				updateRow(ground, item, (now) => ({ ...now, sent: cover, token, version, heads, stale: false }));
				return answer;
			}
			if (answer.refusal.id !== 'cover.changed-meanwhile') return answer;
			await catchUp(through);
		}
		return refuse('cover.changed-meanwhile');
	}
}

/** Another's cover names entries that this one was made without: theirs is the newer, and stays. */
async function knowsMore(ground: Ground, item: Item, row: Row): Promise<boolean> {
	if (row.token === null || row.heads.length === 0) return false;
	const record = await ground.records.load(item);
	const parents = new Map<EntryHash, readonly EntryHash[]>();
	for (const { bytes } of record?.entries ?? []) {
		const frame = readEntry(bytes as SealedEntry);
		if (frame.ok) parents.set(hashEntry(bytes as SealedEntry), frame.value.header.heads);
	}
	const covered = new Set<EntryHash>();
	const walk = [...item.heads];
	for (let hash = walk.pop(); hash !== undefined; hash = walk.pop()) {
		if (covered.has(hash)) continue;
		covered.add(hash);
		walk.push(...(parents.get(hash) ?? []));
	}
	return row.heads.some((head) => !covered.has(head));
}

/**
 * What the device keeps of a sent item, in the same write in which it leaves the outbox (`gone`): the entries
 * as the server has them, and a row that says so.
 */
export async function settleItem(ground: Ground, item: Item, change: number, gone: Change): Promise<void> {
	updateRow(ground, item, (row) => {
		const seen = { entries: Math.max(row.entries, change), seen: Math.max(row.seen, change) };
		if (item.what === 'cover') return row;
		if (item.what === 'append') return { ...row, ...seen };
		const token = item.sealedCover ? coverToken(item.sealedCover as SealedCover) : null;
		const cover = row.token
			? {}
			: { token, version: token ? 1 : 0, heads: item.heads, sent: item.cover ?? null };
		return { ...row, ...seen, change: Math.max(row.change, change), ...cover };
	});
	if (item.what === 'cover') return ground.shelf.write([gone]);
	const known = new Set(item.entries.map(nameOf));
	await ground.records.change(
		item,
		(held) => ({
			...held,
			vault: item.vault,
			upto: held?.upto ?? 0,
			entries: [
				...(held?.entries.filter(({ bytes }) => !known.has(nameOf(bytes))) ?? []),
				...item.entries.map((bytes) => ({ bytes, change })),
			],
			keys: [...(held?.keys ?? []), ...item.keys],
		}),
		[gone],
	);
}

function updateRow(ground: Ground, item: Item, change: (row: NewRow) => NewRow): void {
	const row = ground.rows.get(item);
	if (!row) return;
	const { slot: _slot, ...rest } = row;
	ground.rows.put([change(rest)]);
	ground.dirty();
}

/** What a programme's action is given beside the plain input: bytes travel as base64url. */
function forJson(more: Readonly<Record<string, Plain>> | undefined): Record<string, unknown> {
	const plain = (value: Plain | undefined): unknown => {
		if (value instanceof Uint8Array) return toWire(value);
		if (Array.isArray(value)) return (value as readonly Plain[]).map(plain);
		if (typeof value === 'object' && value !== null) {
			return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
		}
		return value;
	};
	return (plain(more ?? {}) ?? {}) as Record<string, unknown>;
}
