import { z } from 'zod';
import { ok, type Refusal, type Result } from '#platform/result.ts';
import { FolderId, OrganisationId, VaultId } from '../../format/model.ts';
import type { ChangedFolder, ChangesAnswer } from '../../server/folders/model.ts';
import type { VaultRing } from '../ring/model.ts';
import { bringBack, nameLost } from './bring-back.ts';
import { BroughtBack, KeptOrder, type Restored } from './brought-back.ts';
import { openRowCover } from './covers.ts';
import { checkOrder } from './check-order.ts';
import { ask, comesLater, type Ground } from './ground.ts';
import type { FolderRef, VaultRef } from './model.ts';
import type { NewRow } from './rows/row-store.ts';
import { rowKey, vaultKey, type Row } from './rows/row.ts';
import type { Change } from './shelf.ts';
import { fromWire, toWire } from './wire.ts';

const FIRST_PAGE = 500;
const PAGE = 1000;
/** Covers opened in one go before pages are answered: some ten milliseconds. */
const SLICE = 100;

const State = z.object({
	/** Everything up to here is known. */
	cursor: z.number(),
	/** Of a first visit: what is older than this is still to come; null when all is here. */
	floor: z.number().nullable(),
	/** Folders that a signed order destroyed. */
	destroyed: z.array(FolderId),
	/** Those orders, to be applied again after a restore from a backup. */
	orders: z.array(KeptOrder).default([]),
	/** The restore that this device has dealt with, and what it did. */
	restored: z.string().nullable().default(null),
	report: BroughtBack.nullable().default(null),
	/** A coordinator's word for it was seen here. */
	accepted: z.boolean().default(false),
});
type State = z.infer<typeof State>;

export interface VaultSync {
	readonly vault: VaultRef;
	/** Fetches what changed; resolves when the newest is here, or the line is down. */
	catchUp(): Promise<Refusal | undefined>;
	/** Resolves when older covers of a first visit are here too. */
	complete(): Promise<void>;
	isComplete(): boolean;
	cursor(): number;
	/** Whether a signed order destroyed it. */
	isDestroyed(folder: FolderId): boolean;
	/** What was done after a restore from a backup; null where there was none. */
	report(): BroughtBack | null;
	/** Once a coordinator's word holds, folders that nobody brought back are let go of, and named; true that once. */
	letGo(): boolean;
	saved(): Change;
	load(): Promise<void>;
	stop(): void;
}

export interface SyncHooks {
	/** What of a folder waits to be sent: put over what the server says. */
	readonly overlay: (row: NewRow) => NewRow;
	/** A folder is gone for good: everything held of it must go too. */
	readonly gone: (at: FolderRef) => void;
	readonly moved: () => void;
	/** Whether a coordinator's signed word holds for a restore: then what is left is taken for what there is. */
	readonly accepted: (restore: string) => boolean;
	/** The server was set back: what members vouched for is read anew. */
	readonly setBack: () => void;
	/** A summary that is newer here than on the server that was set back. */
	readonly rewrite: (row: Row) => void;
}

/** Follows one vault: newest covers first on a first visit, then by cursor; older ones stream in behind. */
export function followVault(ground: Ground, vault: VaultRef, hooks: SyncHooks): VaultSync {
	const key = vaultKey(vault);
	let state: State | undefined;
	let stopped = false;
	const halted = () => stopped;
	let running: Promise<Refusal | undefined> | undefined;
	let again = false;
	let filling: Promise<void> | undefined;
	/** Folders met on a walk through the whole vault: those that are held and were not met were dropped. */
	let met: Set<string> | undefined;
	const destroyed = new Set<FolderId>();
	const orders = new Map<FolderId, KeptOrder>();
	/** While a restored vault is walked through: its older summaries take the place of newer ones. */
	let settingBack = false;
	let rewritten: Row[] = [];
	/** What is written down until such a walk is done: broken off, it begins anew. */
	let before: State | undefined;

	const page = (range: object, limit: number) =>
		ask<ChangesAnswer>(ground.act, 'folders.listChanges', { ...vault, ...range, limit });

	const take = async (answer: ChangesAnswer, firstVisit: boolean): Promise<void> => {
		for (let at = 0; at < answer.folders.length && !halted(); at += SLICE) {
			const held = ground.keys().vault(vault.organisation, vault.vault);
			if (!held.ok) return;
			const slice = answer.folders.slice(at, at + SLICE);
			for (const one of slice.filter(({ gone }) => gone)) await takeGone(one);
			const fresh = slice
				.filter(({ gone }) => !gone)
				.filter((one) => !destroyedBefore(one))
				.flatMap((one) => rowOf(one, held.value, firstVisit) ?? []);
			ground.rows.put(fresh.map(hooks.overlay));
			await ground.pause();
		}
		ground.dirty();
	};

	/** Somebody's device brought back what was destroyed: the signed order is applied again. */
	const destroyedBefore = (one: ChangedFolder): boolean => {
		const kept = orders.get(one.folder as FolderId);
		const own = one.organisation === vault.organisation && one.vault === vault.vault;
		if (!kept || !own) return false;
		const { organisation, folder } = one;
		void ask(ground.act, 'folders.destroyFolder', { organisation, folder, order: toWire(kept.order) });
		return true;
	};

	const rowOf = (one: ChangedFolder, held: VaultRing, firstVisit: boolean): NewRow | undefined => {
		const at = { organisation: OrganisationId.parse(one.organisation), folder: FolderId.parse(one.folder) };
		const before = ground.rows.get(at);
		met?.add(rowKey(at));
		// Held as owner and as partner at once: the owner's summary is the fuller one.
		if (before && !before.shared && one.shared) return undefined;
		// An older page of a first visit, overtaken by news.
		if (before && before.change > one.change && vaultKey(before.through) === key && !met) return undefined;
		const place = { ...vault, folder: at.folder };
		const sealed = one.cover === undefined ? undefined : fromWire(one.cover);
		const earlier = before && { ...before, cover: before.sent === undefined ? before.cover : before.sent };
		const known = earlier && vaultKey(earlier.through) === key && !settingBack ? earlier : undefined;
		const cover = openRowCover(sealed, place, one.kind, held.epochs, known);
		if (cover.problem && known?.problem?.id !== cover.problem.id) ground.warn(vault, cover.problem);
		const entries = one.entries ?? one.change;
		return {
			...at,
			owner: VaultId.parse(one.vault),
			through: vault,
			kind: one.kind,
			change: one.change,
			entries,
			// On a device that comes new to a vault, what somebody has already opened counts as seen.
			seen: before?.seen ?? (firstVisit && cover.version > 0 ? entries : 0),
			facts: one.facts ?? {},
			stale: one.stale ?? false,
			shared: one.shared ?? false,
			pending: false,
			...(before?.words === undefined ? {} : { words: before.words }),
			...cover,
		};
	};

	const takeGone = async (one: ChangedFolder): Promise<void> => {
		const at = { organisation: OrganisationId.parse(one.organisation), folder: FolderId.parse(one.folder) };
		const before = ground.rows.get(at);
		met?.add(rowKey(at));
		if (one.gone === 'closed') {
			if (before?.shared) forget(before);
			return;
		}
		const refusal = await checkOrder(ground, one, at);
		if (!refusal) {
			destroyed.add(at.folder);
			const order = one.order === undefined ? undefined : fromWire(one.order);
			if (order) orders.set(at.folder, { folder: at.folder, kind: one.kind, order });
			if (before) forget(before);
			return;
		}
		ground.warn(vault, refusal);
		if (!before) return;
		const { slot: _slot, ...kept } = before;
		ground.rows.put([{ ...kept, problem: refusal }]);
	};

	const forget = (row: Row) => {
		ground.rows.remove([row]);
		hooks.gone(row);
	};

	const once = async (): Promise<Refusal | undefined> => {
		if (!state) {
			const first = await page({}, FIRST_PAGE);
			if (!first.ok) return first.refusal;
			await take(first.value, true);
			state = begun(first.value.change, floorOf(first.value), first.value.restored?.id ?? null);
			hooks.moved();
		}
		let setBack = false;
		for (;;) {
			const next = await page({ after: state.cursor }, PAGE);
			if (stopped) return undefined;
			if (!next.ok) return next.refusal;
			const { restored } = next.value;
			// Once a round: a server that names another restore each time does not keep us busy for ever.
			if (restored && restored.id !== state.restored && !setBack) {
				setBack = true;
				const done = await afterRestore(restored);
				if (!done.ok) return done.refusal;
				continue;
			}
			if (next.value.change < state.cursor) rolledBack(next.value.change);
			await take(next.value, false);
			const last = next.value.folders.at(-1)?.change ?? 0;
			if (next.value.change >= state.cursor) {
				const cursor = next.value.more ? last : Math.max(next.value.change, last);
				if (cursor !== state.cursor) state = { ...state, cursor };
			}
			hooks.moved();
			if (!next.value.more) break;
		}
		if (state.floor !== null) filling ??= fill().finally(() => (filling = undefined));
		return undefined;
	};

	/** The counter went backwards: an older copy of the database. All of it is walked again and compared. */
	const rolledBack = (change: number) => {
		ground.warn(vault, { id: 'vault.rolled-back', params: { known: state?.cursor ?? 0, now: change } });
		met = new Set();
		state = begun(change, change, state?.restored ?? null);
	};

	const begun = (cursor: number, floor: number | null, restored: string | null): State => {
		const report = state?.report ?? null;
		return { cursor, floor, destroyed: [], orders: [], restored, report, accepted: false };
	};

	/** A restore from a backup: first what this device holds is brought back, then all is walked anew. */
	const afterRestore = async (restored: Restored): Promise<Result<void>> => {
		const done = await bringBack(ground, vault, restored, [...orders.values()]);
		if (!done.ok) return done;
		const { rewritten: rows, ...report } = done.value;
		const now = await page({ after: 0 }, 1);
		if (!now.ok) return now;
		before = state;
		[met, settingBack, rewritten] = [new Set(), true, [...rows]];
		state = { ...begun(now.value.change, now.value.change, restored.id), report };
		hooks.setBack();
		ground.dirty();
		return ok(undefined);
	};

	const fill = async (): Promise<void> => {
		while (!halted() && state && state.floor !== null) {
			const older = await page({ before: state.floor }, PAGE);
			if (!older.ok) return;
			await take(older.value, met === undefined);
			state = { ...state, floor: floorOf(older.value) };
			ground.dirty();
			hooks.moved();
		}
		if (met) {
			// What changed meanwhile has moved from what is walked back through to what comes after.
			for (let after = state?.cursor ?? 0, more = true; more && !halted();) {
				const next = await page({ after }, PAGE);
				if (!next.ok) return;
				await take(next.value, false);
				({ more } = next.value);
				after = next.value.folders.at(-1)?.change ?? after;
			}
		}
		if (met && !stopped) tellDropped(met);
		met = undefined;
		settingBack = false;
		before = undefined;
		for (const row of rewritten.splice(0)) hooks.rewrite(row);
	};

	const tellDropped = (there: ReadonlySet<string>) => {
		const dropped = ground.rows.ofVault(vault).filter((row) => !there.has(rowKey(row)) && !row.pending);
		if (dropped.length === 0) return;
		if (settingBack && letGoOf(dropped)) return;
		ground.warn(vault, { id: 'vault.folders-dropped', params: { count: dropped.length } });
		ground.rows.put(
			dropped.map(({ slot: _slot, ...row }) => ({ ...row, problem: { id: 'folder.dropped' } })),
		);
	};

	/** With a coordinator's word for the restore they are lost, and named as that; without it they stay, and are told. */
	const letGoOf = (rows: readonly Row[]): boolean => {
		const { restored, report } = state ?? {};
		if (!state || !report || !restored || !hooks.accepted(restored)) return false;
		state = { ...state, report: { ...report, lost: [...report.lost, ...rows.map(nameLost)] } };
		for (const row of rows) forget(row);
		ground.dirty();
		hooks.moved();
		return true;
	};

	const run = async (): Promise<Refusal | undefined> => {
		let refusal: Refusal | undefined;
		try {
			do {
				again = false;
				refusal = stopped ? undefined : await once();
			} while (again && !refusal && !halted());
		} finally {
			// In the same breath as the last look at "again": news that comes after it begins anew.
			running = undefined;
		}
		if (refusal && !comesLater(refusal)) ground.warn(vault, refusal);
		return refusal;
	};

	return {
		vault,
		catchUp() {
			if (stopped) return Promise.resolve(undefined);
			again = true;
			running ??= run();
			return running;
		},
		async complete() {
			for (let now = running ?? filling; now; now = running ?? filling) await now;
		},
		isComplete: () => state !== undefined && state.floor === null,
		cursor: () => state?.cursor ?? 0,
		isDestroyed: (folder) => destroyed.has(folder),
		report: () => state?.report ?? null,
		letGo() {
			if (settingBack || !state?.report || state.accepted) return false;
			const dropped = ground.rows.ofVault(vault).filter(({ problem }) => problem?.id === 'folder.dropped');
			if (!letGoOf(dropped)) return false;
			state = { ...state, accepted: true };
			ground.takeBack(vault, 'vault.folders-dropped');
			return true;
		},
		saved: () => {
			const now = before ?? state;
			const kept = now && { ...now, destroyed: [...destroyed], orders: [...orders.values()] };
			return ground.shelf.seal('vaults', key, kept ?? null);
		},
		async load() {
			const read = State.safeParse(await ground.shelf.get('vaults', key));
			if (!read.success) return;
			state = read.data;
			for (const folder of state.destroyed) destroyed.add(folder);
			for (const one of state.orders) orders.set(one.folder, one);
		},
		stop() {
			stopped = true;
		},
	};
}

function floorOf({ folders, more }: ChangesAnswer): number | null {
	const last = folders.at(-1);
	return more && last ? last.change - 1 : null;
}
