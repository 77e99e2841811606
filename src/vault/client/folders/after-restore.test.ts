import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '#platform/result.ts';
import {
	folderView,
	listView,
	openDesk,
	outboxView,
	standingView,
	type TestDesk,
} from '#test/builders/folder-desks.ts';
import { foundHolders } from '#test/builders/holders.ts';
import { withRuntime } from '#test/builders/server.ts';
import { keepCopy, turnBack } from '#test/builders/turn-back.ts';
import { value } from '#test/vault-cast.ts';
import { vaultReady } from '../../format/sodium.ts';
import type { ChangesAnswer, FolderAnswer } from '../../server/folders/model.ts';
import type { FolderRef, VaultRef } from './model.ts';
import { memoryShelf } from './shelf.ts';

/** A server set back to a backup, and devices that hold what came after it. */
const server = withRuntime();
let ours: Awaited<ReturnType<typeof foundHolders>>;
let vault: VaultRef;
const desks: TestDesk[] = [];
const everything = { window: { start: 0, count: 100 } };

beforeAll(vaultReady);
beforeEach(async () => {
	ours = await foundHolders(server.runtime, ['Anna', 'Boris', 'Vera']);
	vault = { organisation: ours.epoch.organisation, vault: ours.epoch.vault };
});
afterEach(async () => {
	for (const desk of desks.splice(0)) await desk.stop();
});

async function desk(at: number, shelf = memoryShelf(), accepted?: () => boolean): Promise<TestDesk> {
	const holder = ours.holders[at];
	if (!holder) throw new Error('Nobody of that number');
	const opened = await openDesk(server.runtime, holder, shelf, undefined, undefined, accepted);
	desks.push(opened);
	await opened.folders.settled();
	await opened.folders.complete();
	return opened;
}
async function away(...some: TestDesk[]): Promise<void> {
	for (const one of some) {
		await one.folders.settled();
		await one.stop();
		desks.splice(desks.indexOf(one), 1);
	}
}
const cover = (title: string) => ({ v: 1 as const, kind: 'test.note', title, excerpt: '' });
async function madeBy(one: TestDesk, text: string): Promise<FolderRef> {
	const internal = [{ type: 'test.note', body: { text } }];
	const { organisation, folder } = value(
		await one.folders.create({ vault, kind: 'note', cover: cover(text), internal }),
	);
	const at = { organisation, folder };
	await outboxView(one, ({ items }) => items.length === 0);
	await folderView(one, at, ({ internal: all }) => all.length === 1 && all[0]?.state === 'sent');
	return at;
}
async function append(one: TestDesk, at: FolderRef, text: string, title = text): Promise<void> {
	const entry = { type: 'test.note', body: { text }, cover: cover(title) };
	value(await one.folders.append(at, 'internal', entry));
	await outboxView(one, ({ items }) => items.length === 0);
}
const reads = (one: TestDesk, at: FolderRef, count: number) =>
	folderView(
		one,
		at,
		({ internal }) => internal.length === count && internal.every(({ state }) => state === 'sent'),
	);
async function asked<T>(name: string, input: object): Promise<T> {
	return value((await ours.holders[2]?.act(name, input as never)) as Result<T>);
}
const there = async () =>
	new Map(
		(await asked<ChangesAnswer>('folders.listChanges', { ...vault, after: 0 })).folders.map((one) => [
			one.folder,
			one,
		]),
	);
const entriesOf = async (at: FolderRef) =>
	(await asked<FolderAnswer>('folders.readFolder', { ...at, after: 0 })).entries.length;
const texts = (view: { internal: readonly { body: unknown }[] }) =>
	view.internal.map(({ body }) => (body as { text: string }).text);

describe('after a restore from a backup', () => {
	it('what devices hold is there once, whoever comes first, and a new device reads it', async () => {
		const shelves = [memoryShelf(), memoryShelf()];
		const [anna, boris] = [await desk(0, shelves[0]), await desk(1, shelves[1])];
		const before = await madeBy(anna, 'before');
		await reads(boris, before, 1);
		const copy = await keepCopy(server.runtime);
		await append(anna, before, 'a reply', 'replied to');
		const after = await madeBy(anna, 'after');
		await reads(boris, before, 2);
		await reads(boris, after, 1);
		// Boris goes before the last word: his device holds less than Anna's.
		await away(boris);
		await append(anna, after, 'the last word');
		await away(anna);
		await turnBack(server.runtime, copy);
		expect((await there()).has(after.folder)).toBe(false);

		const [borisAgain, annaAgain] = await Promise.all([desk(1, shelves[1]), desk(0, shelves[0])]);
		await Promise.all([borisAgain.folders.settled(), annaAgain.folders.settled()]);
		expect([await entriesOf(before), await entriesOf(after)]).toEqual([2, 2]);
		const vera = await desk(2);
		expect(texts(await reads(vera, before, 2))).toEqual(['before', 'a reply']);
		expect(texts(await reads(vera, after, 2))).toEqual(['after', 'the last word']);
		await listView(vera, everything, ({ rows }) => rows.some((row) => row.cover?.title === 'replied to'));
		for (const one of [annaAgain, borisAgain]) {
			await standingView(one, ({ warnings }) => warnings.length === 0);
			expect(texts(await reads(one, after, 2))).toEqual(['after', 'the last word']);
		}
		// Once more, with nothing left to do.
		await annaAgain.reload().then((again) => desks.splice(desks.indexOf(annaAgain), 1, again));
		expect([await entriesOf(before), await entriesOf(after)]).toEqual([2, 2]);
	});

	it('what was destroyed is destroyed again, also where a device that never heard of it brings it back', async () => {
		const shelves = [memoryShelf(), memoryShelf()];
		const [anna, boris] = [await desk(0, shelves[0]), await desk(1, shelves[1])];
		const old = await madeBy(anna, 'old');
		const copy = await keepCopy(server.runtime);
		const fresh = await madeBy(anna, 'made and destroyed since');
		await reads(boris, old, 1);
		await reads(boris, fresh, 1);
		await away(boris);
		for (const at of [old, fresh]) value(await anna.folders.destroy(at));
		await anna.folders.settled();
		await away(anna);
		await turnBack(server.runtime, copy);

		const borisAgain = await desk(1, shelves[1]);
		await borisAgain.folders.settled();
		expect((await there()).get(fresh.folder)?.gone).toBeUndefined();
		await desk(0, shelves[0]);
		await listView(borisAgain, everything, ({ rows, complete }) => complete && rows.length === 0);
		const now = await there();
		expect([now.get(old.folder)?.gone, now.get(fresh.folder)?.gone]).toEqual(['destroyed', 'destroyed']);
	});

	it('an order whose folder is not there keeps it from coming back', async () => {
		const shelves = [memoryShelf(), memoryShelf()];
		const [anna, boris] = [await desk(0, shelves[0]), await desk(1, shelves[1])];
		const copy = await keepCopy(server.runtime);
		const fresh = await madeBy(anna, 'made and destroyed since');
		await reads(boris, fresh, 1);
		await away(boris);
		value(await anna.folders.destroy(fresh));
		await anna.folders.settled();
		await away(anna);
		await turnBack(server.runtime, copy);
		await desk(0, shelves[0]);
		expect((await there()).get(fresh.folder)?.gone).toBe('destroyed');
		const borisAgain = await desk(1, shelves[1]);
		await listView(borisAgain, everything, ({ rows, complete }) => complete && rows.length === 0);
		expect((await there()).get(fresh.folder)?.gone).toBe('destroyed');
	});

	it('what nobody holds is told as missing, and as lost once a coordinator’s word holds', async () => {
		const shelf = memoryShelf();
		const [anna, boris] = [await desk(0), await desk(1, shelf)];
		const copy = await keepCopy(server.runtime);
		const lost = await madeBy(anna, 'never opened by Boris');
		await listView(boris, everything, ({ rows }) => rows.some(({ folder }) => folder === lost.folder));
		await away(anna, boris);
		const restore = await turnBack(server.runtime, copy);

		let accepted = false;
		const borisAgain = await desk(1, shelf, () => accepted);
		await standingView(borisAgain, ({ warnings }) =>
			warnings.some(({ id }) => id === 'vault.folders-dropped'),
		);
		await listView(borisAgain, everything, ({ rows }) =>
			rows.some(({ problem }) => problem?.id === 'folder.dropped'),
		);
		accepted = true;
		await borisAgain.folders.ringChanged();
		const { broughtBack } = await standingView(borisAgain, ({ warnings }) => warnings.length === 0);
		expect(broughtBack).toMatchObject([
			{ restore, folders: 0, entries: 0, lost: [{ folder: lost.folder, title: 'never opened by Boris' }] },
		]);
		await listView(borisAgain, everything, ({ rows }) => rows.length === 0);
	});

	it('a server that only says so gains nothing: what is held stays, and is told as missing', async () => {
		const shelf = memoryShelf();
		const anna = await desk(0, shelf);
		const held = await madeBy(anna, 'held back by a lie');
		await away(anna);
		const restored = { id: crypto.randomUUID(), change: 0 };
		const again = await openDesk(server.runtime, anna.holder, shelf, undefined, (wire) => {
			wire.twist = (name, answer) => {
				if (name.includes('bringBack')) return { ok: false, refusal: { id: 'recovery.other-restore' } };
				if (name !== 'folders.listChanges' || !answer.ok) return answer;
				const said = answer.value as ChangesAnswer;
				const folders = said.folders.filter(({ folder }) => folder !== held.folder);
				return { ok: true, value: { ...said, folders, restored } } as Result<never>;
			};
		});
		desks.push(again);
		await standingView(again, ({ warnings }) => warnings.some(({ id }) => id === 'vault.folders-dropped'));
		const { internal } = await folderView(again, held, (view) => view.internal.length === 1);
		expect(internal).toHaveLength(1);
	});
});
