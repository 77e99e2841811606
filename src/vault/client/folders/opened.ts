import { boxForMembers } from '../../seal/chain-key.ts';
import type { Chain, ChainKeyId, EntryHash } from '../../format/model.ts';
import { ask, type Ground } from './ground.ts';
import type { OpenedFolder } from './open-folder.ts';
import { vaultKey } from './rows/row.ts';
import { toWire } from './wire.ts';

const MOST_AT_ONCE = 100;

/**
 * Boxes, for members, the keys that only a sender's sealed box gave: opening that costs ten times as much.
 * Done behind what the reader does, many at once; only keys that an accepted entry vouched for.
 */
export function makeRewrapper(ground: Ground, later: (work: () => void) => void) {
	const done = new Set<ChainKeyId>();
	const waiting = new Map<string, { organisation: string; vault: string; keys: string[] }>();
	const flush = async () => {
		for (const [key, { organisation, vault, keys }] of waiting) {
			const some = keys.splice(0, MOST_AT_ONCE);
			if (keys.length === 0) waiting.delete(key);
			const answer = await ask(ground.act, 'folders.addChainKeys', { organisation, vault, keys: some });
			// Left for the next time the folder is opened: nothing is lost but some time.
			if (!answer.ok) return;
		}
		if (waiting.size > 0) later(() => void flush());
	};
	return {
		consider({ at, vault, opened, dialogue, internal }: OpenedFolder): void {
			const held = ground.keys().vault(at.organisation, vault);
			if (!held.ok) return;
			for (const id of opened.unwrapped) {
				const key = dialogue.keys.get(id)?.vouched ? dialogue.keys.get(id) : internal.keys.get(id);
				if (!key?.vouched || done.has(id)) continue;
				done.add(id);
				const place = vaultKey({ organisation: at.organisation, vault });
				const batch = waiting.get(place) ?? { organisation: at.organisation, vault, keys: [] };
				batch.keys.push(toWire(boxForMembers(key, held.value.current)));
				waiting.set(place, batch);
			}
			if (waiting.size > 0) later(() => void flush());
		},
	};
}

/** The chains of a folder in which nothing was amiss: what this reader can vouch for. */
export function verifiedChains(folder: OpenedFolder): { chain: Chain; heads: readonly EntryHash[] }[] {
	return (['dialogue', 'internal'] as const)
		.filter((chain) => folder[chain].refused.length === 0 && folder[chain].problems.length === 0)
		.map((chain) => ({ chain, heads: folder[chain].heads }));
}
