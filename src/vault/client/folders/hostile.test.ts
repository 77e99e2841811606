import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#platform/result.ts';
import {
	folderView,
	listView,
	openDesk,
	outboxView,
	standingView,
	type TestDesk,
} from '#test/builders/folder-desks.ts';
import { foundHolders, keysOf, type FolderKeys } from '#test/builders/holders.ts';
import { withRuntime } from '#test/builders/server.ts';
import { turnBit, value } from '#test/vault-cast.ts';
import { fromBase64url, toBase64url } from '../../format/bytes.ts';
import type { SigningPair } from '../../format/model.ts';
import { vaultReady } from '../../format/sodium.ts';
import { signDestruction } from '../../seal/destruction.ts';
import { makeSealingPair, makeSigningPair } from '../../seal/pairs.ts';
import type { ChangesAnswer, FolderAnswer } from '../../server/folders/model.ts';
import type { FolderRef, FolderView, VaultRef } from './model.ts';
import { memoryShelf } from './shelf.ts';

/** What a server that lies is caught at; each lie is told in a named warning. */
const server = withRuntime();
let ours: Awaited<ReturnType<typeof foundHolders>>;
let vault: VaultRef;
const desks: TestDesk[] = [];

beforeAll(async () => {
	await vaultReady();
	ours = await foundHolders(server.runtime, ['Anna', 'Boris']);
	vault = { organisation: ours.epoch.organisation, vault: ours.epoch.vault };
});
afterEach(async () => {
	for (const desk of desks.splice(0)) await desk.stop();
});

async function desk(at = 0, keys?: () => FolderKeys): Promise<TestDesk> {
	const holder = ours.holders[at];
	if (!holder) throw new Error('Nobody of that number');
	const opened = await openDesk(server.runtime, holder, memoryShelf(), keys);
	desks.push(opened);
	await opened.folders.settled();
	return opened;
}
async function madeBy(one: TestDesk, ...texts: string[]): Promise<FolderRef> {
	const cover = { v: 1 as const, kind: 'test.note', title: texts[0] ?? '', excerpt: '' };
	const [first, ...more] = texts.map((text) => ({ type: 'test.note', body: { text } }));
	const internal = first ? [first] : [];
	const { organisation, folder } = value(await one.folders.create({ vault, kind: 'note', cover, internal }));
	for (const entry of more)
		value(await one.folders.append({ organisation, folder }, 'internal', { ...entry, cover }));
	await outboxView(one, ({ items }) => items.length === 0);
	await folderView(
		one,
		{ organisation, folder },
		({ internal: all }) => all.length === texts.length && all.every(({ state }) => state === 'sent'),
	);
	return { organisation, folder };
}
const says = (id: string) => (view: FolderView) => view.warnings.some((warning) => warning.id === id);

/** Makes the server's answers of one kind something else. */
function twist<T>(one: TestDesk, wanted: string, how: (answer: T) => T): void {
	one.wire.twist = (name, answer) =>
		name === wanted && answer.ok ? ({ ok: true, value: how(answer.value as T) } as Result<never>) : answer;
}

describe('of a folder', () => {
	it('an entry held back is told, by who had it and by who never had', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'one', 'two', 'three');
		const dropLast = (answer: FolderAnswer): FolderAnswer => ({
			...answer,
			entries: answer.entries.slice(0, 2),
			count: 2,
		});
		twist(anna, 'folders.readFolder', dropLast);
		twist(boris, 'folders.readFolder', dropLast);
		const held = await folderView(anna, at, says('folder.entries-dropped'));
		expect(held.internal).toHaveLength(3);
		const never = await folderView(boris, at, says('folder.entries-missing'));
		expect(never.internal).toHaveLength(2);
	});

	it('an entry from the middle that is missing is told', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'one', 'two', 'three');
		twist<FolderAnswer>(boris, 'folders.readFolder', (answer) => {
			const entries = answer.entries.filter((_, index) => index !== 1);
			return { ...answer, entries, count: entries.length };
		});
		await folderView(boris, at, says('graph.missing-entries'));
	});

	it('an order of the server’s own making changes nothing', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'one', 'two', 'three');
		twist<FolderAnswer>(boris, 'folders.readFolder', (answer) => ({
			...answer,
			entries: [...answer.entries].toReversed().map((entry, index) => ({ ...entry, change: index + 1 })),
		}));
		const view = await folderView(boris, at, ({ internal }) => internal.length === 3);
		expect(view.internal.map(({ body }) => (body as { text: string }).text)).toEqual(['one', 'two', 'three']);
	});

	it('an entry replayed from another folder is told and not shown', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const [at, other] = [await madeBy(anna, 'one'), await madeBy(anna, 'elsewhere')];
		const { organisation, folder } = other;
		const holder = ours.holders[0];
		const stray = value(
			(await holder?.act('folders.readFolder', { organisation, folder } as never)) as Result<FolderAnswer>,
		);
		twist<FolderAnswer>(boris, 'folders.readFolder', (answer) => ({
			...answer,
			entries: [...answer.entries, ...stray.entries],
			count: answer.count + stray.entries.length,
		}));
		const view = await folderView(boris, at, says('entry.other-place'));
		expect(view.internal).toHaveLength(1);
	});

	it('an altered entry is told and not shown', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'one', 'two');
		twist<FolderAnswer>(boris, 'folders.readFolder', (answer) => ({
			...answer,
			entries: answer.entries.map((entry, index) => {
				const bytes = fromBase64url(entry.bytes) ?? new Uint8Array();
				// Somewhere in the sealed part: the header comes after it.
				return index === 1 ? { ...entry, bytes: toBase64url(turnBit(bytes, 60)) } : entry;
			}),
		}));
		const view = await folderView(boris, at, says('sealed.altered'));
		expect(view.internal).toHaveLength(1);
	});
});

describe('of a vault', () => {
	it('an older copy is told, and the folders it lacks are named', async () => {
		const anna = await desk(0);
		const kept = await madeBy(anna, 'kept');
		const before = await madeBy(anna, 'in the old copy');
		const lost = await madeBy(anna, 'lost with the new one');
		await anna.folders.settled();
		twist<ChangesAnswer>(anna, 'folders.listChanges', (answer) => {
			const folders = answer.folders.filter(({ folder }) => folder !== lost.folder);
			return { ...answer, change: 2, folders };
		});
		anna.folders.news(undefined);
		const { warnings } = await standingView(anna, (view) =>
			view.warnings.some(({ id }) => id === 'vault.folders-dropped'),
		);
		expect(warnings.map(({ id }) => id)).toContain('vault.rolled-back');
		const { rows } = await listView(anna, { window: { start: 0, count: 100 } }, (view) =>
			view.rows.some(({ folder, problem }) => folder === lost.folder && problem?.id === 'folder.dropped'),
		);
		expect(rows.map(({ folder }) => folder)).toEqual(expect.arrayContaining([kept.folder, before.folder]));
	});

	it('a folder that members vouched for and is not listed is told to who never saw it', async () => {
		const anna = await desk(0);
		const at = await madeBy(anna, 'vouched for');
		await folderView(anna, at, ({ freshness }) => freshness === 'current');
		await anna.folders.signCheckpoints();
		const boris = await desk(1, () => {
			const holder = ours.holders[1];
			if (!holder) throw new Error('Nobody of that number');
			return keysOf(holder.cast, holder.keys.secrets, [ours.epoch]);
		});
		await boris.stop();
		desks.splice(desks.indexOf(boris), 1);
		const liar = await openDesk(server.runtime, boris.holder, memoryShelf(), undefined, (wire) => {
			wire.twist = (name, answer) => {
				if (name !== 'folders.listChanges' || !answer.ok) return answer;
				const { folders, ...rest } = answer.value as ChangesAnswer;
				const without = folders.filter(({ folder }) => folder !== at.folder);
				return { ok: true, value: { ...rest, folders: without } } as Result<never>;
			};
		});
		desks.push(liar);
		await standingView(liar, ({ warnings }) => warnings.some(({ id }) => id === 'checkpoint.folder-dropped'));
	});

	it('an altered cover, and one that is older than what was seen, are told', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'first title');
		const everything = { window: { start: 0, count: 100 } };
		const mine = await folderView(boris, at, ({ internal }) => internal.length === 1);
		const first = value(
			(await ours.holders[0]?.act('folders.listChanges', {
				...vault,
				after: 0,
			} as never)) as Result<ChangesAnswer>,
		).folders.find(({ folder }) => folder === at.folder)?.cover;
		let bend = (cover: string) => cover;
		twist<ChangesAnswer>(boris, 'folders.listChanges', (answer) => ({
			...answer,
			folders: answer.folders.map((one) => {
				if (one.folder !== at.folder || one.cover === undefined) return one;
				return { ...one, cover: bend(one.cover) };
			}),
		}));
		const rewrite = async (title: string) => {
			value(await anna.folders.updateCover(at, { v: 1, kind: 'test.note', title, excerpt: '' }, mine.heads));
			await anna.folders.settled();
		};
		const problemOf = async (id: string) => {
			const { rows } = await listView(boris, everything, (view) =>
				view.rows.some(({ folder, problem }) => folder === at.folder && problem?.id === id),
			);
			return rows.find(({ folder }) => folder === at.folder);
		};
		await rewrite('second title');
		await listView(boris, everything, (view) =>
			view.rows.some(({ folder, cover }) => folder === at.folder && cover?.title === 'second title'),
		);
		bend = (cover) => toBase64url(turnBit(fromBase64url(cover) ?? new Uint8Array(), 60));
		await rewrite('third title');
		expect((await problemOf('sealed.altered'))?.cover?.title).toBe('second title');
		bend = (cover) => first ?? cover;
		await rewrite('fourth title');
		expect((await problemOf('cover.rolled-back'))?.cover?.title).toBe('second title');
	});

	it('a folder destroyed without anybody’s signed order stays, and that is told', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'not destroyed');
		const everything = { window: { start: 0, count: 100 } };
		await listView(boris, everything, ({ rows }) => rows.some(({ folder }) => folder === at.folder));
		twist<ChangesAnswer>(boris, 'folders.listChanges', (answer) => ({
			...answer,
			folders: answer.folders.map((one) =>
				one.folder === at.folder ? { ...one, cover: undefined, gone: 'destroyed' as const } : one,
			),
		}));
		value(await anna.folders.append(at, 'internal', { type: 'test.note', body: { text: 'more' } }));
		const { rows } = await listView(boris, everything, (view) =>
			view.rows.some(({ folder, problem }) => folder === at.folder && problem !== undefined),
		);
		expect(rows.find(({ folder }) => folder === at.folder)?.problem?.id).toBe('destruction.order-missing');
	});

	it('a sender’s destruction forged with a key of its own removes nothing, from who never opened it either', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const sender = makeSigningPair();
		const { organisation, folder } = value(
			await anna.folders.create({
				vault,
				kind: 'note',
				cover: { v: 1, kind: 'test.note', title: 'of a sender', excerpt: '' },
				dialogue: [{ type: 'test.note', body: 'a letter' }],
				visitor: { signing: sender.public, sealing: makeSealingPair().public },
			}),
		);
		await outboxView(anna, ({ items }) => items.length === 0);
		const everything = { window: { start: 0, count: 100 } };
		await listView(boris, everything, ({ rows }) => rows.some((row) => row.folder === folder));
		const wish = (signing: SigningPair): string => {
			const by = { kind: 'visitor', signing: signing.public } as const;
			const at = '2026-11-23T00:00:00Z';
			return toBase64url(signDestruction({ organisation, vault: vault.vault, folder, at, by }, signing));
		};
		let order = wish(makeSigningPair());
		twist<ChangesAnswer>(boris, 'folders.listChanges', (answer) => ({
			...answer,
			folders: answer.folders.map((one) =>
				one.folder === folder ? { ...one, cover: undefined, gone: 'destroyed' as const, order } : one,
			),
		}));
		const more = () =>
			anna.folders.append({ organisation, folder }, 'dialogue', { type: 'test.note', body: '' });
		value(await more());
		const { rows } = await listView(boris, everything, (view) =>
			view.rows.some((row) => row.folder === folder && row.problem !== undefined),
		);
		expect(rows.find((row) => row.folder === folder)?.problem?.id).toBe('destruction.other-sender');
		order = wish(sender);
		value(await more());
		await listView(boris, everything, (view) => view.rows.every((row) => row.folder !== folder));
	});
});
