import type { Plain } from '../../format/cbor.ts';
import { FileReference } from '../../format/file.ts';
import { hashEntry } from '../../seal/entry.ts';
import type { SealedEntry } from '../../format/envelope.ts';
import type { FileAnswer } from '../../server/folders/model.ts';
import { ask, type Ground } from './ground.ts';
import type { FolderRef } from './model.ts';
import { openFolder } from './open-folder.ts';
import type { FolderRecord } from './records.ts';

/** How many files that these entries name are not on the server: a device holds entries, not files. */
export async function countLostFiles(
	ground: Ground,
	at: FolderRef,
	record: FolderRecord,
	entries: FolderRecord['entries'],
): Promise<number> {
	if (entries.length === 0) return 0;
	const { dialogue, internal } = openFolder(ground.keys(), ground.partners.book(), at, record, {
		entries: [],
		keys: [],
	});
	const brought = new Set(entries.map(({ bytes }) => hashEntry(bytes as SealedEntry)));
	const named = [...dialogue.ordered, ...internal.ordered]
		.filter(({ hash }) => brought.has(hash))
		.flatMap(({ body }) => filesOf(body));
	let lost = 0;
	for (const { file } of named) {
		const { organisation } = at;
		const found = await ask<FileAnswer>(ground.act, 'folders.findFile', { organisation, file });
		if (found.ok ? !found.value.complete : !found.refusal.id.startsWith('network.')) lost += 1;
	}
	return lost;
}

/** The references to files in an entry's body, wherever its type has them. */
function filesOf(value: Plain | undefined): FileReference[] {
	if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
	if (Array.isArray(value)) return (value as readonly Plain[]).flatMap(filesOf);
	const read = FileReference.safeParse(value);
	return read.success ? [read.data] : Object.values(value).flatMap((one) => filesOf(one as Plain));
}
