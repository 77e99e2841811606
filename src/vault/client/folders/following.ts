import type { Refusal } from '#platform/result.ts';
import type { FolderId } from '../../format/model.ts';
import { openCheckpoints, type VaultCheckpoints } from './checkpoints.ts';
import { comesLater, type Ground } from './ground.ts';
import type { VaultRef } from './model.ts';
import type { NewRow } from './rows/row-store.ts';
import { rowKey, vaultKey, type Row } from './rows/row.ts';
import { followVault, type VaultSync } from './sync.ts';

/** After a call that failed, asked again with growing pauses. */
export const FIRST_WAIT = 1_000;
export const LONGEST_WAIT = 60_000;

/** Desks that were all refused in the same moment do not all come back in one. */
export function scattered(wait: number): number {
	return wait * (0.75 + Math.random() / 2);
}

/** A vault that is followed: its rows, and what members vouched for. */
export interface Followed {
	readonly sync: VaultSync;
	readonly checkpoints: VaultCheckpoints;
}

export interface FollowerHooks {
	readonly overlay: (row: NewRow) => NewRow;
	readonly moved: () => void;
	/** The line stands: what waits can be sent. */
	readonly nudge: () => void;
	readonly withdrawn: (vault: VaultRef) => boolean;
	/** Keys or logs changed: what is open is opened anew. */
	readonly reopen: () => void;
	readonly stopped: () => boolean;
	/** Does the work once, a while after it was last asked for; not at all after the end. */
	readonly after: (name: string, ms: number, work: () => void) => void;
	readonly accepted: (vault: VaultRef, restore: string) => boolean;
	readonly rewrite: (row: Row) => void;
}

/** Follows every vault that the keys open, and forgets those that were taken from this person. */
export function makeFollower(ground: Ground, followed: Map<string, Followed>, hooks: FollowerHooks) {
	const follow = async (vault: VaultRef): Promise<Followed> => {
		const isDestroyed = (folder: FolderId) => sync.isDestroyed(folder);
		const sync = followVault(ground, vault, {
			overlay: hooks.overlay,
			moved: hooks.moved,
			gone: (at) => void ground.records.drop(at),
			accepted: (restore) => hooks.accepted(vault, restore),
			setBack: () => checkpoints.readAnew(),
			rewrite: hooks.rewrite,
		});
		const checkpoints = openCheckpoints(ground, vault, isDestroyed);
		const one = { sync, checkpoints };
		followed.set(vaultKey(vault), one);
		await Promise.all([sync.load(), checkpoints.load()]);
		return one;
	};
	const waits = new Map<string, number>();
	const catchUp = async (one: Followed): Promise<Refusal | undefined> => {
		const { sync, checkpoints } = one;
		const key = vaultKey(sync.vault);
		const refusal = await sync.catchUp();
		if (hooks.stopped()) return refusal;
		// One call that failed while the line stands: no other news may come for hours, so it is asked again.
		if (refusal && comesLater(refusal)) {
			const wait = waits.get(key) ?? FIRST_WAIT;
			waits.set(key, Math.min(wait * 2, LONGEST_WAIT));
			hooks.after(`catch up ${key}`, scattered(wait), () => {
				if (followed.get(key) === one) void catchUp(one);
			});
		} else waits.delete(key);
		if (refusal) return refusal;
		hooks.nudge();
		await checkpoints.catchUp();
		void sync.complete().then(() => tellDropped(sync, checkpoints));
		return undefined;
	};
	const tellDropped = (sync: VaultSync, checkpoints: VaultCheckpoints) => {
		if (hooks.stopped() || !sync.isComplete()) return;
		letGo({ sync, checkpoints });
		const listed = new Set(ground.rows.ofVault(sync.vault).map(({ folder }) => folder));
		const dropped = checkpoints.dropped((folder) => listed.has(folder));
		if (dropped.length === 0) return;
		ground.warn(sync.vault, { id: 'checkpoint.folder-dropped', params: { count: dropped.length } });
	};
	/** After a restore, once: what a coordinator's word says is lost is not asked for any longer. */
	const letGo = ({ sync, checkpoints }: Followed) => {
		if (!hooks.stopped() && sync.letGo()) checkpoints.letGo();
	};
	const forgetVault = async (vault: VaultRef) => {
		const gone = ground.rows.ofVault(vault);
		const key = vaultKey(vault);
		followed.get(key)?.sync.stop();
		followed.delete(key);
		ground.rows.remove(gone);
		await ground.shelf.write([
			...gone.map((row) => ground.shelf.drop('folders', rowKey(row))),
			...[key, `${key} checkpoints`].map((name) => ground.shelf.drop('vaults', name)),
			...ground.rows.takeChanges(),
		]);
	};
	return {
		catchUp,
		async ringChanged() {
			const held = ground.keys().vaults();
			const known = new Map([...ground.rows.all()].map((row) => [vaultKey(row.through), row.through]));
			for (const { sync } of followed.values()) known.set(vaultKey(sync.vault), sync.vault);
			for (const vault of known.values()) if (hooks.withdrawn(vault)) await forgetVault(vault);
			for (const { organisation, vault } of held) {
				if (hooks.stopped()) return;
				const at = { organisation, vault };
				if (!followed.has(vaultKey(at))) void catchUp(await follow(at));
			}
			for (const one of followed.values()) letGo(one);
			hooks.reopen();
			hooks.moved();
		},
		async signCheckpoints() {
			for (const { sync, checkpoints } of followed.values()) {
				if (!hooks.stopped()) await checkpoints.sign(sync.cursor());
			}
		},
	};
}
