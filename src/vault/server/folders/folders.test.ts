import { beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '#platform/act.ts';
import type { Result } from '#platform/result.ts';
import { foundHolders, makeHolder, type Holder } from '#test/builders/holders.ts';
import { withRuntime } from '#test/builders/server.ts';
import { AT, newPlace, refusalOf, value, written } from '#test/vault-cast.ts';
import { toBase64url } from '../../format/bytes.ts';
import { newId } from '../../format/ids.ts';
import { FileId, type Chain, type ChainPlace } from '../../format/model.ts';
import { vaultReady } from '../../format/sodium.ts';
import { boxForMembers, boxForVault, makeChainKey, type ChainKey } from '../../seal/chain-key.ts';
import { sealCover } from '../../seal/cover.ts';
import { signDestruction } from '../../seal/destruction.ts';
import { sealEntry } from '../../seal/entry.ts';
import type { EpochKeys } from '../../seal/epoch.ts';
import { startFile as sealFile } from '../../seal/file.ts';
import { readChunkAddress, receiveChunk, sendChunk } from './files.ts';
import type { ChangesAnswer, FolderAnswer } from './model.ts';

const server = withRuntime();
let ours: Awaited<ReturnType<typeof foundHolders>>;
let theirs: Awaited<ReturnType<typeof foundHolders>>;

beforeAll(async () => {
	await vaultReady();
	ours = await foundHolders(server.runtime, ['Anna', 'Boris']);
	theirs = await foundHolders(server.runtime, ['Galina']);
});

const spell = (bytes: Uint8Array) => toBase64url(bytes);
const at = ({ organisation, folder }: ChainPlace) => ({ organisation, folder });
const ask = <T>(act: Act, name: string, input: unknown) => act(name, input as never) as Promise<Result<T>>;

function someone(from = ours, at = 0): Holder {
	const holder = from.holders[at];
	if (!holder) throw new Error('Nobody of that number');
	return holder;
}

function note(key: ChainKey, text: string, by = someone(), id?: string) {
	const content = written(by.cast, by.keys.secrets, text);
	return sealEntry({ key, heads: [], content, signing: by.keys.signer.signing, id: id as never });
}

function coverOf(
	place: ChainPlace,
	epoch: EpochKeys,
	before: Parameters<typeof sealCover>[2],
	title: string,
) {
	const { organisation, vault, folder } = place;
	return sealCover({ organisation, vault, folder }, { epoch }, before, { heads: [], summary: { title } });
}

async function newFolder(by = someone(), epoch = ours.epoch, chain: Chain = 'internal') {
	const place = newPlace(epoch, chain);
	const key = makeChainKey(place, 1);
	const first = note(key, 'first', by);
	const cover = coverOf(place, epoch, null, 'first');
	const input = {
		...place,
		kind: 'note',
		entries: [spell(first.sealed)],
		keys: [spell(boxForMembers(key, epoch))],
		cover: spell(cover.sealed),
	};
	value(await ask(by.act, 'folders.createFolder', input));
	return { place, key, first, cover, input };
}

describe('a folder', () => {
	it('is kept whole, and kept once when it is sent again', async () => {
		const { place, input, first } = await newFolder();
		value(await ask(someone().act, 'folders.createFolder', input));
		const read = value(await ask<FolderAnswer>(someone(ours, 1).act, 'folders.readFolder', at(place)));
		expect(read.entries.map(({ bytes }) => bytes)).toEqual([spell(first.sealed)]);
		expect(read.keys).toHaveLength(1);
	});

	it('takes an entry once; the same id with other bytes is refused', async () => {
		const { place, key } = await newFolder();
		const entry = note(key, 'again');
		const send = (sealed: Uint8Array) =>
			ask(someone().act, 'folders.appendEntries', { ...place, entries: [spell(sealed)] });
		const [one, two] = await Promise.all([send(entry.sealed), send(entry.sealed)]);
		expect([refusalOf(one), refusalOf(two)]).toEqual([undefined, undefined]);
		const other = note(key, 'other', someone(), entry.id);
		expect(refusalOf(await send(other.sealed))).toBe('entry.id-taken');
		expect(value(await ask<FolderAnswer>(someone().act, 'folders.readFolder', at(place))).count).toBe(2);
	});

	it('refuses an entry of another folder, and says so of a folder that is none', async () => {
		const { place } = await newFolder();
		const elsewhere = await newFolder();
		const entry = note(elsewhere.key, 'stray');
		const stray = { ...place, entries: [spell(entry.sealed)] };
		expect(refusalOf(await ask(someone().act, 'folders.appendEntries', stray))).toBe('entry.other-place');
		const none = { ...newPlace(ours.epoch), entries: [spell(entry.sealed)] };
		expect(refusalOf(await ask(someone().act, 'folders.appendEntries', none))).toBe('access.denied');
	});

	it('takes one of two covers written at once', async () => {
		const { place, cover } = await newFolder();
		const through = { organisation: place.organisation, vault: place.vault };
		const replace = (title: string, by: Holder) => {
			const next = coverOf(place, ours.epoch, cover, title);
			return ask(by.act, 'folders.replaceCover', { ...place, through, cover: spell(next.sealed) });
		};
		const strict = async (title: string, by: Holder) => {
			const { organisation, folder } = place;
			const next = coverOf(place, ours.epoch, cover, title);
			return ask(by.act, 'folders.replaceCover', {
				organisation,
				folder,
				through,
				cover: spell(next.sealed),
			});
		};
		expect(refusalOf(await replace('with more than is asked', someone()))).toBe('input.invalid');
		const answers = await Promise.all([strict('a', someone()), strict('b', someone(ours, 1))]);
		expect(answers.map(refusalOf).toSorted()).toEqual(['cover.changed-meanwhile', undefined]);
	});

	it('is closed to members without the vault, and to other organisations', async () => {
		const { place, input } = await newFolder();
		const colleague = makeHolder(server.runtime, ours.cast, ours.cast.join('Dina', ours.cast.founder), []);
		for (const stranger of [colleague, someone(theirs)]) {
			for (const [name, sent] of [
				['folders.readFolder', at(place)],
				['folders.listChanges', { organisation: place.organisation, vault: place.vault, after: 0 }],
				['folders.createFolder', input],
				['folders.startFile', { ...at(place), chain: 'internal', file: newId(FileId), chunks: 1 }],
			] as const) {
				expect(refusalOf(await ask(stranger.act, name, sent)), name).toBe('access.denied');
			}
		}
	});
});

describe('changes', () => {
	it('come in pages from a cursor, and newest first on a first visit', async () => {
		const made = [await newFolder(), await newFolder(), await newFolder()];
		const { organisation, vault } = ours.epoch;
		const list = async (range: object) =>
			value(
				await ask<ChangesAnswer>(someone().act, 'folders.listChanges', { organisation, vault, ...range }),
			);
		const newest = await list({ limit: 2 });
		expect(newest.folders.map(({ folder }) => folder)).toEqual([
			made[2]?.place.folder,
			made[1]?.place.folder,
		]);
		expect(newest.more).toBe(true);
		const before = newest.folders.at(-1)?.change ?? 0;
		expect((await list({ before: before - 1, limit: 1 })).folders[0]?.folder).toBe(made[0]?.place.folder);
		const cursor = newest.change;
		const { place, key } = made[0] ?? (await newFolder());
		value(
			await ask(someone().act, 'folders.appendEntries', {
				...place,
				entries: [spell(note(key, 'n').sealed)],
			}),
		);
		const after = await list({ after: cursor });
		expect(after.folders).toMatchObject([{ folder: place.folder, stale: true }]);
	});
});

describe('a shared folder', () => {
	it('is seen and answered by the partner, and nothing beside it is', async () => {
		const { place, key, first } = await newFolder(someone(), ours.epoch, 'dialogue');
		const beside = await newFolder();
		const by = value(someone().keys.boxSigner(place.organisation));
		const { organisation, vault } = theirs.epoch;
		const to = { organisation, vault, epoch: 1, key: theirs.epoch.pair.public };
		value(
			await ask(someone().act, 'folders.shareFolder', {
				...place,
				with: { organisation, vault },
				keys: [spell(boxForVault(key, to, by))],
			}),
		);
		const partner = someone(theirs);
		const seen = value(
			await ask<ChangesAnswer>(partner.act, 'folders.listChanges', { organisation, vault, after: 0 }),
		);
		expect(seen.folders).toMatchObject([{ folder: place.folder, shared: true, vault: place.vault }]);
		const read = value(await ask<FolderAnswer>(partner.act, 'folders.readFolder', at(place)));
		expect(read.entries[0]?.bytes).toBe(spell(first.sealed));
		const answer = note(key, 'from the partner', partner);
		value(await ask(partner.act, 'folders.appendEntries', { ...place, entries: [spell(answer.sealed)] }));
		expect(value(await ask<FolderAnswer>(someone().act, 'folders.readFolder', at(place))).count).toBe(2);
		expect(refusalOf(await ask(partner.act, 'folders.readFolder', at(beside.place)))).toBe('access.denied');
	});
});

describe('a destroyed folder', () => {
	it('leaves its signed order and nothing else', async () => {
		const { place, input } = await newFolder();
		const holder = someone();
		const { organisation, vault, folder } = place;
		const log = value(holder.keys.head(organisation));
		const order = signDestruction(
			{ organisation, vault, folder, at: AT, by: { kind: 'member', person: holder.keys.person, log } },
			holder.keys.signer.signing,
		);
		value(await ask(holder.act, 'folders.destroyFolder', { organisation, folder, order: spell(order) }));
		const read = value(await ask<FolderAnswer>(someone(ours, 1).act, 'folders.readFolder', at(place)));
		expect(read).toMatchObject({ gone: 'destroyed', entries: [], keys: [], order: spell(order) });
		expect(refusalOf(await ask(holder.act, 'folders.createFolder', input))).toBe('folder.destroyed');
		expect(
			refusalOf(await ask(holder.act, 'folders.appendEntries', { ...place, entries: input.entries })),
		).toBe('folder.destroyed');
	});
});

describe('a file', () => {
	it('comes in any order, twice, and is complete when all of it is here', async () => {
		const { place } = await newFolder();
		const holder = someone();
		const sealer = value(sealFile(600_000));
		const chunks: Uint8Array[] = [];
		for (let n = 0; n < sealer.chunks; n++)
			chunks.push(value(sealer.sealNext(new Uint8Array(sealer.wants()))));
		const { organisation, folder, chain } = place;
		const start = { organisation, folder, chain, file: sealer.file, chunks: sealer.chunks };
		value(await ask(holder.act, 'folders.startFile', start));
		const put = (index: number, bytes: Uint8Array) =>
			receiveChunk(server.runtime, holder.actor, { organisation, file: sealer.file, index }, bytes);
		const at = { organisation, file: sealer.file, index: 0 };
		const [first, second, third] = chunks;
		if (!first || !second || !third) throw new Error('Three chunks were wanted');
		expect(value(await put(2, third)).complete).toBe(false);
		expect(value(await put(2, third)).have).toEqual([2]);
		expect(refusalOf(await put(0, second))).toBe('file.chunk-misplaced');
		expect(refusalOf(await put(0, first.subarray(0, 9)))).toBe('file.chunk-altered');
		expect(refusalOf(await put(0, new Uint8Array(300_000)))).toBe('file.chunk-too-large');
		expect(refusalOf(await sendChunk(server.runtime, holder.actor, at))).toBe('file.unfinished');
		value(await put(0, first));
		expect(value(await put(1, second)).complete).toBe(true);
		const stored = value(await sendChunk(server.runtime, holder.actor, at));
		expect(Buffer.concat(await stored.stream.toArray()).equals(first)).toBe(true);
		expect(refusalOf(await sendChunk(server.runtime, someone(theirs).actor, at))).toBe('file.unknown');
		expect(readChunkAddress(organisation, '../../x', '0')).toBeUndefined();
	});
});
