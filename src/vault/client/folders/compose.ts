import { ok, type Result } from '#platform/result.ts';
import { newId } from '../../format/ids.ts';
import type { EntryContent } from '../../format/headers.ts';
import { FolderId, type EntryId, type Chain, type ChainPlace, type EntryHash } from '../../format/model.ts';
import { boxForMembers, boxForVisitor, makeChainKey } from '../../seal/chain-key.ts';
import { sealCover } from '../../seal/cover.ts';
import { sealEntry } from '../../seal/entry.ts';
import { senderFolder } from '../../seal/sender-folder.ts';
import { chooseKey } from './chain-keys.ts';
import type { FolderKeys, Ground } from './ground.ts';
import type { NewEntry, NewFolder, VaultRef } from './model.ts';
import type { OpenedFolder } from './open-folder.ts';
import type { Row } from './rows/row.ts';
import type { Item } from './outbox/item.ts';

type Unnumbered = Omit<Item, 'number'>;

/** What an entry says, with its author and how far the author's log had come. */
function contentOf(
	ring: FolderKeys,
	through: VaultRef,
	entry: NewEntry,
	at: string,
	visitor?: NewFolder['visitor'],
): Result<EntryContent> {
	const log = ring.head(through.organisation);
	if (!log.ok) return log;
	const author = { kind: 'member', organisation: through.organisation, person: ring.person } as const;
	return ok({
		type: entry.type,
		body: entry.body,
		author,
		at,
		log: log.value,
		...(visitor ? { visitor } : {}),
	});
}

/** Seals a new folder: keys for both chains that have entries, the entries in order, the cover. */
export function sealNewFolder(ring: FolderKeys, given: NewFolder, now: Date): Result<Unnumbered> {
	const { organisation, vault } = given.vault;
	const held = ring.vault(organisation, vault);
	if (!held.ok) return held;
	const { current } = held.value;
	const folder = given.visitor ? senderFolder(given.visitor.signing) : (given.id ?? newId(FolderId));
	const keys: Uint8Array[] = [];
	const entries: Uint8Array[] = [];
	const ids: EntryId[] = [];
	const heads: EntryHash[] = [];
	for (const chain of ['dialogue', 'internal'] as const) {
		const written = given[chain] ?? [];
		if (written.length === 0 && chain === 'dialogue' && (given.internal ?? []).length > 0) continue;
		if (written.length === 0 && chain === 'internal' && keys.length > 0) continue;
		const place: ChainPlace = { organisation, vault, folder, chain };
		const key = makeChainKey(place, current.epoch);
		keys.push(boxForMembers(key, current));
		if (chain === 'dialogue' && given.visitor) keys.push(boxForVisitor(key, given.visitor.sealing));
		let before: readonly EntryHash[] = [];
		for (const [number, entry] of written.entries()) {
			const visitor = chain === 'dialogue' && number === 0 ? given.visitor : undefined;
			const content = contentOf(ring, given.vault, entry, now.toISOString(), visitor);
			if (!content.ok) return content;
			const signing = ring.signer.signing;
			const sealed = sealEntry({ key, heads: before, content: content.value, signing, id: entry.id });
			before = [sealed.hash];
			entries.push(sealed.sealed);
			ids.push(sealed.id);
		}
		heads.push(...before);
	}
	const place = { organisation, vault, folder };
	const cover = sealCover(place, { epoch: current }, null, { heads, summary: given.cover });
	return ok({
		id: crypto.randomUUID(),
		organisation,
		folder,
		vault,
		through: given.vault,
		what: 'create',
		since: now.toISOString(),
		kind: given.kind,
		entries,
		ids,
		keys,
		sealedCover: cover.sealed,
		cover: given.cover,
		heads: heads.toSorted(),
		action: given.by?.action ?? 'folders.createFolder',
		...(given.by?.more ? { more: given.by.more } : {}),
	});
}

/** Seals one more entry of an opened folder, naming the heads seen; and its cover, if one came with it. */
export function sealAppend(
	ring: FolderKeys,
	opened: OpenedFolder,
	through: VaultRef,
	chain: Chain,
	entry: NewEntry,
	now: Date,
): Result<{ append: Unnumbered; cover?: Unnumbered; entry: EntryId }> {
	const { organisation, folder } = opened.at;
	const place: ChainPlace =
		chain === 'internal' ? opened.internalPlace : { organisation, vault: opened.vault, folder, chain };
	const own = opened[chain];
	// What one keeps of another's folder for oneself is boxed to nobody else.
	const isPart = place.organisation !== organisation;
	const readers = { visitor: opened.dialogue.visitor, partners: isPart ? [] : opened.opened.partners };
	const chosen = chooseKey(ring, place, own.keys, readers);
	if (!chosen.ok) return chosen;
	const content = contentOf(ring, through, entry, now.toISOString());
	if (!content.ok) return content;
	const { key, boxes } = chosen.value;
	const signing = ring.signer.signing;
	const sealed = sealEntry({ key, heads: own.heads, content: content.value, signing, id: entry.id });
	const other = opened[chain === 'dialogue' ? 'internal' : 'dialogue'];
	const append: Unnumbered = {
		id: crypto.randomUUID(),
		organisation,
		folder,
		vault: opened.vault,
		through,
		what: 'append',
		since: now.toISOString(),
		entries: [sealed.sealed],
		ids: [sealed.id],
		keys: boxes,
		heads: [],
		action: entry.by?.action ?? 'folders.appendEntries',
		...(entry.by?.more ? { more: entry.by.more } : {}),
	};
	const heads = [sealed.hash, ...other.heads].toSorted();
	const cover = entry.cover && coverItem(append, entry.cover, heads);
	return ok({ append, entry: sealed.id, ...(cover ? { cover } : {}) });
}

/** A cover to be written: sealed when it is sent, on top of whatever is there then. */
export function coverItem(
	at: Pick<Item, 'organisation' | 'folder' | 'vault' | 'through' | 'since'>,
	cover: NewFolder['cover'],
	heads: readonly EntryHash[],
): Unnumbered {
	const { organisation, folder, vault, through, since } = at;
	return {
		id: crypto.randomUUID(),
		organisation,
		folder,
		vault,
		through,
		since,
		what: 'cover',
		entries: [],
		ids: [],
		keys: [],
		cover,
		heads: [...heads],
		action: 'folders.replaceCover',
	};
}

/** Writes a summary again that a restored server has lost; where a colleague's is newer, theirs stays. */
export function rewriteCover(
	ground: Pick<Ground, 'now'>,
	add: (items: readonly Unnumbered[]) => void,
): (row: Row) => void {
	return ({ organisation, folder, owner: vault, through, cover, heads }) => {
		const since = ground.now().toISOString();
		if (cover) add([coverItem({ organisation, folder, vault, through, since }, cover, heads)]);
	};
}
