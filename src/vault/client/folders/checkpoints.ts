import { z } from 'zod';
import type { Refusal } from '#platform/result.ts';
import type { Checkpoint } from '../../format/envelope.ts';
import { FolderHeads } from '../../format/checkpoint.ts';
import { CheckpointHash, type Chain, type EntryHash, type FolderId } from '../../format/model.ts';
import {
	applyCheckpoint,
	headsKey,
	readCheckpoint,
	signCheckpoint,
	UNCHECKED,
	vaultHeads,
	type Checkpointed,
} from '../../seal/checkpoint.ts';
import { ask, type Ground } from './ground.ts';
import type { FolderRef, VaultRef } from './model.ts';
import { vaultKey } from './rows/row.ts';
import { fromWire, toWire } from './wire.ts';

const Saved = z.object({
	number: z.number(),
	hash: CheckpointHash.nullable(),
	heads: z.array(FolderHeads),
	own: z.array(FolderHeads),
});

/** What members have vouched for in a vault, and what this one verified since. */
export interface VaultCheckpoints {
	load(): Promise<void>;
	/** Takes in the checkpoints of colleagues; says where the chain of them was tampered with. */
	catchUp(): Promise<void>;
	/** This reader has verified a chain up to these heads. */
	verified(at: FolderRef, chain: Chain, heads: readonly EntryHash[]): void;
	/** What is vouched for of a chain and not among the entries that are there. */
	missing(at: FolderRef, chain: Chain, there: ReadonlySet<EntryHash>): Refusal | undefined;
	/** Folders that are vouched for and are neither listed nor destroyed by a signed order. */
	dropped(listed: (folder: FolderId) => boolean): FolderId[];
	/** After a restore from a backup: colleagues' checkpoints are read from the first; what they said is kept as own. */
	readAnew(): void;
	/** What was vouched for before the restore and nobody brought back is not asked for any longer. */
	letGo(): void;
	/** Signs what was verified since the last, if anything was. */
	sign(change: number): Promise<void>;
}

export function openCheckpoints(
	ground: Ground,
	vault: VaultRef,
	isDestroyed: (folder: FolderId) => boolean,
): VaultCheckpoints {
	const key = `${vaultKey(vault)} checkpoints`;
	let number = 0;
	let known: Checkpointed = UNCHECKED;
	const own = new Map<string, FolderHeads>();

	const save = () => {
		const saved = { number, hash: known.hash, heads: [...known.heads.values()], own: [...own.values()] };
		return ground.shelf.write([ground.shelf.seal('vaults', key, saved)]);
	};
	const catchUp = async (): Promise<void> => {
		const answer = await ask<{ checkpoints: readonly { number: number; checkpoint: string }[] }>(
			ground.act,
			'vault.fetchCheckpoints',
			{ ...vault, after: number },
		);
		if (!answer.ok) return;
		let moved = false;
		for (const one of answer.value.checkpoints) {
			const bytes = fromWire(one.checkpoint) as Checkpoint | undefined;
			if (!bytes) return ground.warn(vault, { id: 'sealed.malformed' });
			if (one.number !== number + 1) return ground.warn(vault, { id: 'checkpoint.chain-broken' });
			const applied = applyCheckpoint(vault, known, bytes, ground.keys().book(), isDestroyed);
			if (!applied.ok) return ground.warn(vault, applied.refusal);
			known = applied.value;
			number = one.number;
			moved = true;
			forgetConfirmed(bytes);
		}
		if (moved) await save();
	};
	const forgetConfirmed = (checkpoint: Checkpoint) => {
		const read = readCheckpoint(checkpoint);
		if (!read.ok) return;
		for (const { folder, chain, heads } of read.value.changed) {
			const mine = own.get(headsKey(folder, chain));
			if (mine && mine.heads.toSorted().join() === heads.toSorted().join())
				own.delete(headsKey(folder, chain));
		}
	};

	return {
		async load() {
			const read = Saved.safeParse(await ground.shelf.get('vaults', key));
			if (!read.success) return;
			number = read.data.number;
			known = { hash: read.data.hash, heads: vaultHeads(read.data.heads) };
			for (const one of read.data.own) own.set(headsKey(one.folder, one.chain), one);
		},
		catchUp,
		verified({ folder }, chain, heads) {
			if (heads.length === 0) return;
			const before = known.heads.get(headsKey(folder, chain));
			const same = before?.heads.toSorted().join() === heads.toSorted().join();
			if (!same) own.set(headsKey(folder, chain), { folder, chain, heads: [...heads] });
		},
		missing({ folder }, chain, there) {
			const wanted = [known.heads.get(headsKey(folder, chain)), own.get(headsKey(folder, chain))];
			const count = wanted.flatMap((one) => one?.heads ?? []).filter((head) => !there.has(head)).length;
			return count > 0 ? { id: 'folder.rolled-back', params: { count } } : undefined;
		},
		dropped(listed) {
			const folders = new Set([...known.heads.values()].map(({ folder }) => folder));
			return [...folders].filter((folder) => !listed(folder) && !isDestroyed(folder));
		},
		readAnew() {
			for (const [at, heads] of known.heads) if (!own.has(at)) own.set(at, heads);
			[number, known] = [0, UNCHECKED];
		},
		letGo() {
			own.clear();
			void save();
		},
		async sign(change) {
			const ring = ground.keys();
			const log = ring.head(vault.organisation);
			if (own.size === 0 || !log.ok) return;
			await catchUp();
			const now = new Map(known.heads);
			for (const [at, heads] of own) {
				if (isDestroyed(heads.folder)) own.delete(at);
				else now.set(at, heads);
			}
			for (const [at, { folder }] of now) if (isDestroyed(folder)) now.delete(at);
			const by = { ...ring.signer, log: log.value };
			const signed = signCheckpoint(vault, known, now, by, ground.now().toISOString());
			const answer = await ask(ground.act, 'vault.keepCheckpoint', {
				...vault,
				number: number + 1,
				change,
				checkpoint: toWire(signed.checkpoint),
			});
			// Where a colleague was quicker, theirs is taken in and ours comes on top the next time.
			if (!answer.ok) return;
			known = signed.after;
			number += 1;
			own.clear();
			await save();
		},
	};
}
