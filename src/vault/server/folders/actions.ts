import { action, type Doing } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { Chain } from '../../format/model.ts';
import { nextChange } from '../store/change.ts';
import {
	findHolding,
	holdersOf,
	holdersThrough,
	ownersOfFolder,
	readersOfFile,
	readersOfFolder,
} from './access.ts';
import { keepBroughtBack, keepDestroyedAgain } from './bring-back.ts';
import { removeChunks } from './chunks.ts';
import { describeFile, placeOf } from './files.ts';
import { keepCover, keepDestruction, keepEntries, keepFolder, type Kept } from './keep.ts';
import {
	AddChainKeys,
	AppendEntries,
	BringBackDestruction,
	BringBackFolder,
	CreateFolder,
	DestroyFolder,
	FindFile,
	ListChanges,
	ReadFolder,
	ReplaceCover,
	ShareFolder,
	StartFile,
	type ChangedFolder,
	type ChangesAnswer,
	type FileAnswer,
	type FolderAnswer,
} from './model.ts';
import { readKeys } from './reading.ts';
import { findFileRow, insertFile } from './store/files.ts';
import { findPart } from './store/parts.ts';
import {
	countEntries,
	findBeside,
	findFolder,
	findShare,
	findVaultChange,
	listChainKeys,
	listChanged,
	listEntries,
	type ChangedRow,
} from './store/read.ts';
import { insertChainKeys, insertShare, updateFolderChange } from './store/write.ts';

const spell = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A new folder with its first entries, keys and cover. */
const createFolder = action({
	name: 'folders.createFolder',
	input: CreateFolder,
	access: holdersOf(),
	run: async ({ tx, touched }, input) => {
		touched('folder', input.folder);
		return keepFolder(tx, input);
	},
});

/** Further entries of a folder, with the keys they need. */
const appendEntries = action({
	name: 'folders.appendEntries',
	input: AppendEntries,
	access: readersOfFolder(),
	run: async ({ tx, touched }, input) => {
		touched('folder', input.folder);
		return keepEntries(tx, input);
	},
});

/** The summary written anew, if nobody else wrote one meanwhile. */
const replaceCover = action({
	name: 'folders.replaceCover',
	input: ReplaceCover,
	access: holdersThrough(),
	run: async ({ tx, touched }, input) => {
		touched('folder', input.folder);
		return keepCover(tx, input);
	},
});

/** Boxes of keys that members hold already, under the epoch's key: what a sender sealed is cheap to open after. */
const addChainKeys = action({
	name: 'folders.addChainKeys',
	input: AddChainKeys,
	access: holdersOf(),
	run: async ({ tx, touched }, { organisation, vault, keys }) => {
		const rows = readKeys({ organisation, vault }, keys);
		if (!rows.ok) return rows;
		for (const folder of new Set(rows.value.map((row) => row.folder))) {
			const found = await findFolder(tx, { organisation, folder });
			if (found?.vault !== vault || found.destroyed) return refuse('folder.unknown');
			touched('folder', folder);
		}
		const change = await nextChange(tx, organisation, vault);
		await insertChainKeys(tx, organisation, rows.value, change);
		return ok<Kept>({ change });
	},
});

/** What changed in a vault, and in what others share with it. */
const listChanges = action({
	name: 'folders.listChanges',
	input: ListChanges,
	writes: false,
	access: holdersOf(),
	run: async ({ tx }, input) => {
		const { change, restored, restored_change: before } = await findVaultChange(tx, input);
		const range =
			input.after === undefined
				? { before: Math.min(input.before ?? change, change) }
				: { after: input.after };
		const rows = await listChanged(tx, input, range, input.limit + 1);
		const folders = rows.slice(0, input.limit).map(answerRow);
		return ok<ChangesAnswer>({
			change,
			folders,
			more: rows.length > input.limit,
			...(restored !== null && { restored: { id: restored, change: before ?? 0 } }),
		});
	},
});

function answerRow(row: ChangedRow): ChangedFolder {
	const { organisation, id: folder, vault, kind, change } = row;
	const at = { organisation, folder, vault, kind, change, shared: row.shared ? (true as const) : undefined };
	if (row.closed) return { ...at, gone: 'closed' };
	if (row.destroyed) {
		return { ...at, gone: 'destroyed', order: row.destruction ? spell(row.destruction) : undefined };
	}
	return {
		...at,
		cover: row.cover ? spell(row.cover) : undefined,
		entries: row.entries,
		stale: row.stale ? true : undefined,
		facts: row.facts ?? undefined,
	};
}

const bothChains: readonly Chain[] = ['dialogue', 'internal'];

/** Entries of these chains, and the keys; to a receiver those alone that were boxed to them. */
async function readChains(
	tx: Tx,
	at: { organisation: string; folder: string },
	chains: readonly Chain[],
	after: number,
	to?: { organisation: string; vault: string },
): Promise<Pick<FolderAnswer, 'entries' | 'keys' | 'count'>> {
	// Counted first: what is kept while this is read must never look like an entry that was dropped.
	const count = await countEntries(tx, at, chains);
	const entries = await listEntries(tx, at, chains, after);
	const keys = await listChainKeys(tx, at, to);
	return {
		entries: entries.map(({ bytes, change }) => ({ bytes: spell(bytes), change })),
		keys: keys.map(({ bytes }) => spell(bytes)),
		count,
	};
}

/** The entries and keys of one folder. */
const readFolder = action({
	name: 'folders.readFolder',
	input: ReadFolder,
	writes: false,
	access: readersOfFolder(),
	run: async ({ tx, actor }, input) => {
		const row = await findFolder(tx, input);
		if (!row || actor.kind !== 'member') return refuse('folder.unknown');
		const at = { vault: row.vault, change: row.change };
		if (row.destroyed) {
			const order = row.destruction ? toBase64url(row.destruction) : undefined;
			return ok<FolderAnswer>({ ...at, gone: 'destroyed', order, entries: [], keys: [], count: 0 });
		}
		const [holding] = await findHolding(tx, actor.person, input);
		if (!holding) return refuse('folder.unknown');
		if (holding.owner) {
			const chains = await readChains(tx, input, bothChains, input.after);
			return ok<FolderAnswer>({ ...at, ...chains, ...(await findBeside(tx, input)) });
		}
		const share = await findShare(tx, input, holding);
		const chains = share?.chains ?? [];
		const given = await readChains(tx, input, chains, input.after, holding);
		if (!(await findPart(tx, input, holding))) return ok<FolderAnswer>({ ...at, ...given });
		const { organisation, vault } = holding;
		const ours = await readChains(tx, { organisation, folder: input.folder }, ['internal'], input.partAfter);
		const part = { organisation, vault, change: share?.change ?? 0, ...ours };
		return ok<FolderAnswer>({ ...at, ...given, part });
	},
});

/** Lets another organisation's vault read and extend the folder. */
const shareFolder = action({
	name: 'folders.shareFolder',
	input: ShareFolder,
	access: ownersOfFolder(),
	run: async ({ tx, touched }, input) => {
		const row = await findFolder(tx, input);
		if (!row || row.destroyed) return refuse('folder.unknown');
		const keys = readKeys({ ...input, vault: row.vault }, input.keys);
		if (!keys.ok) return keys;
		const addressed = `vault:${input.with.organisation}:${input.with.vault}:`;
		if (!keys.value.every((key) => key.addressed_to.startsWith(addressed))) {
			return refuse('key-box.other-place');
		}
		touched('folder', input.folder);
		const chains = [...new Set(keys.value.map(({ chain }) => chain))];
		await insertShare(tx, input, input.with, chains, input.cover ?? null);
		const change = await updateFolderChange(tx, input, undefined);
		await insertChainKeys(tx, input.organisation, keys.value, change);
		return ok<Kept>({ change });
	},
});

/** Destroys a folder for everybody, at once. */
const destroyFolder = action({
	name: 'folders.destroyFolder',
	input: DestroyFolder,
	access: ownersOfFolder(),
	run: async ({ tx, touched, afterwards, runtime }: Doing, input) => {
		touched('folder', input.folder);
		const gone = await keepDestruction(tx, input);
		if (!gone.ok) return gone;
		afterwards(async () => {
			for (const file of gone.value.files) {
				await removeChunks(placeOf(runtime, { organisation: input.organisation, file }));
			}
		});
		return ok<Kept>({ change: gone.value.change });
	},
});

/** After a restore: a folder that came after the backup, or what came in it, from a device that holds it. */
const bringBack = action({
	name: 'folders.bringBack',
	input: BringBackFolder,
	access: holdersOf(),
	run: async ({ tx, touched }, input) => {
		touched('folder', input.folder);
		return keepBroughtBack(tx, input);
	},
});

/** After a restore: the signed order that destroyed a folder counts again, also where the folder never came back. */
const bringBackDestruction = action({
	name: 'folders.bringBackDestruction',
	input: BringBackDestruction,
	access: holdersOf(),
	run: async ({ tx, touched, afterwards, runtime }, input) => {
		touched('folder', input.folder);
		const gone = await keepDestroyedAgain(tx, input);
		if (!gone.ok) return gone;
		afterwards(async () => {
			for (const file of gone.value.files) {
				await removeChunks(placeOf(runtime, { organisation: input.organisation, file }));
			}
		});
		return ok<Kept>({ change: gone.value.change });
	},
});

/** Announces a file whose chunks will come; asked again, it says which are here. */
const startFile = action({
	name: 'folders.startFile',
	input: StartFile,
	access: readersOfFolder(),
	run: async ({ tx, runtime, now, touched }, input) => {
		const { organisation, folder, chain, file, chunks } = input;
		const folderRow = await findFolder(tx, input);
		if (!folderRow || folderRow.destroyed) return refuse('folder.unknown');
		touched('file', file);
		const started_on = now.toISOString().slice(0, 10);
		await insertFile(tx, { organisation, id: file, folder, chain, chunks, started_on });
		const row = await findFileRow(tx, input);
		if (row?.folder !== folder || row.chain !== chain || row.chunks !== chunks)
			return refuse('file.id-taken');
		return ok<FileAnswer>(await describeFile(runtime, input, row));
	},
});

/** How much of a file is here. */
const findFile = action({
	name: 'folders.findFile',
	input: FindFile,
	writes: false,
	access: readersOfFile(),
	run: async ({ tx, runtime }, input) => {
		const row = await findFileRow(tx, input);
		return row ? ok<FileAnswer>(await describeFile(runtime, input, row)) : refuse('file.unknown');
	},
});

export const folderActions = {
	createFolder,
	appendEntries,
	replaceCover,
	addChainKeys,
	listChanges,
	readFolder,
	shareFolder,
	destroyFolder,
	bringBack,
	bringBackDestruction,
	startFile,
	findFile,
};
