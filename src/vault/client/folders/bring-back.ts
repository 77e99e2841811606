import { ok, type Refusal, type Result } from '#platform/result.ts';
import type { ChangedFolder, ChangesAnswer, FolderAnswer } from '../../server/folders/model.ts';
import { sealCover } from '../../seal/cover.ts';
import type { BroughtBack, KeptOrder, Restored } from './brought-back.ts';
import { ask, comesLater, type Ground } from './ground.ts';
import { countLostFiles } from './lost-files.ts';
import type { VaultRef } from './model.ts';
import { nameOf, type FolderRecord } from './records.ts';
import { rowKey, type Row } from './rows/row.ts';
import { fromWire, toWire } from './wire.ts';

const PAGE = 2000;
const LONGEST_NAME = 120;
/** Of entries and of key boxes, as the server takes them. */
const AT_ONCE = 16;

/**
 * Brings back to a restored server what this device holds of a vault and the server lacks: signed orders to
 * destroy, whole folders, entries of others. Every step is one that the server knows again, so it may be broken
 * off and begun anew, and several devices may do it at once. Stops where the line is down.
 */
export async function bringBack(
	ground: Ground,
	vault: VaultRef,
	restored: Restored,
	orders: readonly KeptOrder[],
): Promise<Result<BroughtBack & { readonly rewritten: readonly Row[] }>> {
	const there = await listThere(ground, vault);
	if (!there.ok) return there;
	const done = { restore: restored.id, folders: 0, entries: 0, destroyed: 0, files: 0 };
	const rewritten: Row[] = [];
	const lost: BroughtBack['lost'] = [];
	for (const { folder, kind, order } of orders) {
		if (there.value.get(rowKey({ ...vault, folder }))?.gone === 'destroyed') continue;
		const sent = await ask(ground.act, 'folders.bringBackDestruction', {
			...vault,
			folder,
			kind,
			order: toWire(order),
			restore: restored.id,
		});
		if (!sent.ok && comesLater(sent.refusal)) return sent;
		if (sent.ok) done.destroyed += 1;
	}
	const destroyed = new Set(orders.map(({ folder }) => folder));
	for (const row of ground.rows.ofVault(vault)) {
		const own = row.organisation === vault.organisation && row.owner === vault.vault;
		const said = there.value.get(rowKey(row));
		if (!own || destroyed.has(row.folder) || said?.gone) continue;
		const newer = row.change > restored.change;
		// Whatever was opened here is held here; only that can lack or be lacking.
		if (said && !newer && row.words === undefined) continue;
		const record = await ground.records.load(row);
		if (!record || record.entries.length === 0) {
			// Entries came that were never opened here.
			if (said && row.entries > restored.change) lost.push(nameLost(row));
			continue;
		}
		const mine = await lackingOf(ground, row, record, said, newer || hasNewer(record, restored));
		if (!mine.ok) {
			if (comesLater(mine.refusal)) return mine;
			continue;
		}
		if (mine.value.entries.length > 0 || newer || !said) {
			const sent = await send(ground, row, record, mine.value, restored, said === undefined);
			if (!sent.ok && comesLater(sent.refusal)) return sent;
			if (!sent.ok) continue;
			done.entries += mine.value.entries.length;
			if (!said) done.folders += 1;
			done.files += await countLostFiles(ground, row, record, mine.value.entries);
		}
		if (newer && said && row.token) rewritten.push(row);
		await ground.pause();
	}
	return ok({ ...done, lost, rewritten });
}

/** Every folder of the vault as the server lists it, without what is sealed. */
async function listThere(
	ground: Ground,
	vault: VaultRef,
): Promise<Result<ReadonlyMap<string, Pick<ChangedFolder, 'gone'>>>> {
	const found = new Map<string, Pick<ChangedFolder, 'gone'>>();
	for (let after = 0; ;) {
		const page = await ask<ChangesAnswer>(ground.act, 'folders.listChanges', {
			...vault,
			after,
			limit: PAGE,
		});
		if (!page.ok) return page;
		for (const { organisation, folder, gone } of page.value.folders)
			found.set(`${organisation} ${folder}`, { gone });
		after = page.value.folders.at(-1)?.change ?? after;
		if (!page.value.more) return ok(found);
	}
}

/** Entries whose number says that the backup cannot have them; 0 where a programme's action told none. */
function hasNewer({ entries }: FolderRecord, restored: Restored): boolean {
	return entries.some(({ change }) => change === 0 || change > restored.change);
}

type Lacking = Pick<FolderRecord, 'entries' | 'keys'>;

async function lackingOf(
	ground: Ground,
	{ organisation, folder }: Row,
	record: FolderRecord,
	said: unknown,
	look: boolean,
): Promise<Result<Lacking>> {
	if (said === undefined) return ok(record);
	if (!look) return ok({ entries: [], keys: [] });
	const answer = await ask<FolderAnswer>(ground.act, 'folders.readFolder', {
		organisation,
		folder,
		after: 0,
	});
	if (!answer.ok) return answer;
	const names = (texts: readonly string[]) =>
		new Set(texts.flatMap((text) => fromWire(text) ?? []).map(nameOf));
	const entries = names(answer.value.entries.map(({ bytes }) => bytes));
	const keys = names(answer.value.keys);
	return ok({
		entries: record.entries.filter(({ bytes }) => !entries.has(nameOf(bytes))),
		keys: record.keys.filter((bytes) => !keys.has(nameOf(bytes))),
	});
}

/** Some at a time; the first goes with cover and clear facts, and makes the folder where it is not there. */
async function send(
	ground: Ground,
	row: Row,
	record: FolderRecord,
	lacking: Lacking,
	restored: Restored,
	whole: boolean,
): Promise<Result<unknown>> {
	const { beside } = record;
	// A programme keeps rows of its own beside it, and what it needs for them is not held here.
	const bare = Object.keys(row.facts).length > 0 && !beside;
	if (bare && whole) return { ok: false, refusal: { id: 'folder.unknown' } satisfies Refusal };
	const held = ground.keys().vault(row.through.organisation, row.through.vault);
	if (!held.ok) return held;
	const { organisation, folder, owner: vault, kind, facts, change: seen } = row;
	const cover =
		whole && row.cover
			? sealCover({ organisation, vault, folder }, { epoch: held.value.current }, null, {
					heads: row.heads,
					summary: row.cover,
				}).sealed
			: undefined;
	const calls = Math.max(1, Math.ceil(Math.max(lacking.entries.length, lacking.keys.length) / AT_ONCE));
	let change = 0;
	for (let call = 0; call < calls; call++) {
		const part = <T>(list: readonly T[]) => list.slice(call * AT_ONCE, (call + 1) * AT_ONCE);
		const sent = await ask<{ change: number }>(ground.act, beside?.by ?? 'folders.bringBack', {
			organisation,
			vault,
			folder,
			kind,
			entries: part(lacking.entries).map(({ bytes }) => toWire(bytes)),
			keys: part(lacking.keys).map(toWire),
			...(cover && call === 0 ? { cover: toWire(cover) } : {}),
			restore: restored.id,
			seen,
			...(beside ? { ...beside.more, facts } : {}),
		});
		if (!sent.ok) return sent;
		({ change } = sent.value);
	}
	await renumber(ground, row, lacking, change);
	return ok(undefined);
}

/** What is there again has a number of the restored server's: after another restore it is told by that. */
async function renumber(ground: Ground, row: Row, { entries }: Lacking, change: number): Promise<void> {
	if (entries.length === 0) return;
	const sent = new Set(entries.map(({ bytes }) => nameOf(bytes)));
	await ground.records.change(row, (now) => ({
		...now,
		vault: now?.vault ?? row.owner,
		upto: now?.upto ?? 0,
		keys: now?.keys ?? [],
		entries: (now?.entries ?? entries).map((one) => (sent.has(nameOf(one.bytes)) ? { ...one, change } : one)),
	}));
}

/** A folder of which something is lost, as the desk names it. */
export function nameLost({ folder, cover }: Row): BroughtBack['lost'][number] {
	const words = [cover?.title, cover?.excerpt].filter((one) => one).join(': ');
	return { folder, title: words.slice(0, LONGEST_NAME) };
}
