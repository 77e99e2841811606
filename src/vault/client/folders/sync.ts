import { z } from 'zod';
import type { Refusal } from '#platform/result.ts';
import { FolderId, OrganisationId, VaultId } from '../../format/model.ts';
import type { Destruction } from '../../format/envelope.ts';
import type { ChangedFolder, ChangesAnswer } from '../../server/folders/model.ts';
import { checkDestruction } from '../../seal/destruction.ts';
import type { VaultRing } from '../ring/model.ts';
import { openRowCover } from './covers.ts';
import { ask, comesLater, type Ground } from './ground.ts';
import { noting } from './partner-logs.ts';
import type { FolderRef, VaultRef } from './model.ts';
import type { NewRow } from './rows/row-store.ts';
import { rowKey, vaultKey, type Row } from './rows/row.ts';
import type { Change } from './shelf.ts';
import { fromWire } from './wire.ts';

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
				.flatMap((one) => rowOf(one, held.value, firstVisit) ?? []);
			ground.rows.put(fresh.map(hooks.overlay));
			await ground.pause();
		}
		ground.dirty();
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
		const known = earlier && vaultKey(earlier.through) === key ? earlier : undefined;
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
		const refusal = await checkOrder(one, at);
		if (!refusal) {
			destroyed.add(at.folder);
			if (before) forget(before);
			return;
		}
		ground.warn(vault, refusal);
		if (!before) return;
		const { slot: _slot, ...kept } = before;
		ground.rows.put([{ ...kept, problem: refusal }]);
	};

	/** A server cannot make folders vanish by saying that they were destroyed: somebody signed it. */
	const checkOrder = async (one: ChangedFolder, at: FolderRef): Promise<Refusal | undefined> => {
		const order = one.order === undefined ? undefined : fromWire(one.order);
		if (!order) return { id: 'destruction.order-missing' };
		const { book, lacking } = noting(ground.partners.book());
		const check = () => checkDestruction(order as Destruction, book);
		let checked = check();
		if (!checked.ok && (await ground.partners.learn(lacking))) checked = check();
		if (!checked.ok) return checked.refusal;
		const right = checked.value.folder === at.folder && checked.value.organisation === at.organisation;
		return right ? undefined : { id: 'destruction.other-place' };
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
			state = { cursor: first.value.change, floor: floorOf(first.value), destroyed: [] };
			hooks.moved();
		}
		for (;;) {
			const next = await page({ after: state.cursor }, PAGE);
			if (stopped) return undefined;
			if (!next.ok) return next.refusal;
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
		state = { cursor: change, floor: change, destroyed: [] };
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
		if (met && !stopped) tellDropped(met);
		met = undefined;
	};

	const tellDropped = (there: ReadonlySet<string>) => {
		const dropped = ground.rows.ofVault(vault).filter((row) => !there.has(rowKey(row)) && !row.pending);
		if (dropped.length === 0) return;
		ground.warn(vault, { id: 'vault.folders-dropped', params: { count: dropped.length } });
		ground.rows.put(
			dropped.map(({ slot: _slot, ...row }) => ({ ...row, problem: { id: 'folder.dropped' } })),
		);
	};

	const run = async (): Promise<Refusal | undefined> => {
		let refusal: Refusal | undefined;
		do {
			again = false;
			refusal = stopped ? undefined : await once();
		} while (again && !refusal && !halted());
		if (refusal && !comesLater(refusal)) ground.warn(vault, refusal);
		return refusal;
	};

	return {
		vault,
		catchUp() {
			again = true;
			running ??= run().finally(() => (running = undefined));
			return running;
		},
		async complete() {
			for (let now = running ?? filling; now; now = running ?? filling) await now;
		},
		isComplete: () => state !== undefined && state.floor === null,
		cursor: () => state?.cursor ?? 0,
		isDestroyed: (folder) => destroyed.has(folder),
		saved: () => ground.shelf.seal('vaults', key, state ? { ...state, destroyed: [...destroyed] } : null),
		async load() {
			const read = State.safeParse(await ground.shelf.get('vaults', key));
			if (!read.success) return;
			state = read.data;
			for (const folder of state.destroyed) destroyed.add(folder);
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
