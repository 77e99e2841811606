import type { z } from 'zod';
import type { Tx } from '#platform/db/database.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { DestructionBody } from '../../format/checkpoint.ts';
import type { SealedEntry } from '../../format/envelope.ts';
import { readFrame } from '../../format/frame.ts';
import { readEntry } from '../../seal/entry.ts';
import { nextChange } from '../store/change.ts';
import { keepDestruction, keepEntries, keepFolder, type Kept } from './keep.ts';
import type { BringBackDestruction, BringBackFolder } from './model.ts';
import { readKeys } from './reading.ts';
import { findFolder, findVaultChange } from './store/read.ts';
import { insertChainKeys, insertDestroyed } from './store/write.ts';

/*
 * After a restore from a backup, members' devices bring back what they hold and the server lacks: several of
 * them, each as much as it has, in any order and again after a broken line. Whatever is here already stays.
 */

/** The vault was set back by this restore: else nothing is missing that anybody could bring back. */
async function isOfRestore(
	tx: Tx,
	at: { organisation: string; vault: string; restore: string },
): Promise<boolean> {
	return (await findVaultChange(tx, at)).restored === at.restore;
}

/** Keeps a folder that is lacking, or adds the entries and keys that it lacks. */
export async function keepBroughtBack(
	tx: Tx,
	given: z.output<typeof BringBackFolder>,
): Promise<Result<Kept>> {
	if (!(await isOfRestore(tx, given))) return refuse('recovery.other-restore');
	const row = await findFolder(tx, given);
	if (!row) {
		const kept = await keepFolder(tx, given);
		if (kept.ok || kept.refusal.id !== 'folder.id-taken') return kept;
	}
	const there = row ?? (await findFolder(tx, given));
	if (there?.destroyed) return refuse('folder.destroyed');
	if (there?.vault !== given.vault) return refuse('folder.id-taken');
	const keys = readKeys(given, given.keys);
	if (!keys.ok) return keys;
	if (given.entries.length === 0) {
		await insertChainKeys(tx, given.organisation, keys.value, there.change);
		return ok({ change: there.change });
	}
	let { change } = there;
	for (const entries of byChain(given.entries)) {
		const kept = await keepEntries(tx, { ...given, entries });
		if (!kept.ok) return kept;
		({ change } = kept.value);
	}
	// Also where every entry is here: another device may have had the entries without all their keys.
	await insertChainKeys(tx, given.organisation, keys.value, change);
	return ok({ change });
}

/** Entries are added to one chain at a time. */
function byChain(entries: readonly SealedEntry[]): SealedEntry[][] {
	const chains = new Map<string, SealedEntry[]>();
	for (const sealed of entries) {
		const read = readEntry(sealed);
		const chain = read.ok ? read.value.header.chain : '';
		chains.set(chain, [...(chains.get(chain) ?? []), sealed]);
	}
	return [...chains.values()];
}

/** Destroys again what a signed order destroyed; where nothing is left to destroy, the order is kept. */
export async function keepDestroyedAgain(
	tx: Tx,
	given: z.output<typeof BringBackDestruction>,
): Promise<Result<Kept & { readonly files: readonly string[] }>> {
	if (!(await isOfRestore(tx, given))) return refuse('recovery.other-restore');
	const { organisation, vault, folder, kind, order } = given;
	const row = await findFolder(tx, given);
	if (row) return row.vault === vault ? keepDestruction(tx, given) : refuse('destruction.other-place');
	const frame = readFrame('destruction', order, DestructionBody);
	if (!frame.ok) return frame;
	const { header } = frame.value;
	const right = header.organisation === organisation && header.folder === folder && header.vault === vault;
	if (!right) return refuse('destruction.other-place');
	const change = await nextChange(tx, organisation, vault);
	await insertDestroyed(tx, { organisation, id: folder, vault, kind, destruction: order }, change);
	return ok({ change, files: [] });
}
