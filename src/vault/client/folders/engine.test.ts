import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { folderView, listView, openDesk, outboxView, type TestDesk } from '#test/builders/folder-desks.ts';
import { foundHolders, type Holder } from '#test/builders/holders.ts';
import { withRuntime } from '#test/builders/server.ts';
import { value } from '#test/vault-cast.ts';
import { refuse } from '#platform/result.ts';
import type { CoverBody } from '../../format/cover-body.ts';
import { newId } from '../../format/ids.ts';
import { EntryId } from '../../format/model.ts';
import { vaultReady } from '../../format/sodium.ts';
import type { FolderView, VaultRef } from './model.ts';

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

function holder(at: number): Holder {
	const found = ours.holders[at];
	if (!found) throw new Error('Nobody of that number');
	return found;
}
async function desk(at = 0): Promise<TestDesk> {
	const opened = await openDesk(server.runtime, holder(at));
	desks.push(opened);
	await opened.folders.settled();
	return opened;
}

const cover = (title: string): CoverBody => ({ v: 1, kind: 'test.note', title, excerpt: '' });
const note = (text: string) => ({ type: 'test.note', body: { text } });
const texts = (view: FolderView) => view.internal.map(({ body }) => (body as { text: string }).text);
const sent = (count: number) => (view: FolderView) =>
	view.internal.length === count && view.internal.every(({ state }) => state === 'sent');
const everything = { window: { start: 0, count: 1000 } } as const;

async function madeBy(one: TestDesk, title: string) {
	const at = value(
		await one.folders.create({ vault, kind: 'note', cover: cover(title), internal: [note('first')] }),
	);
	return { organisation: at.organisation, folder: at.folder };
}

describe('what one desk writes', () => {
	it('is in its own list at once, and on the other desk when it was sent', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		anna.wire.cut = true;
		const at = await madeBy(anna, 'Ключи от подвала');
		const here = await listView(anna, everything, ({ rows }) =>
			rows.some(({ folder }) => folder === at.folder),
		);
		expect(here.rows.find(({ folder }) => folder === at.folder)).toMatchObject({
			pending: true,
			unread: false,
		});
		anna.wire.cut = false;
		anna.folders.news(undefined);
		const there = await listView(boris, everything, ({ rows }) =>
			rows.some(({ folder }) => folder === at.folder),
		);
		expect(there.rows.find(({ folder }) => folder === at.folder)).toMatchObject({
			cover: { title: 'Ключи от подвала' },
			unread: true,
			stale: false,
		});
		await boris.folders.markSeen(at);
		await listView(boris, everything, ({ rows }) =>
			rows.some(({ folder, unread }) => folder === at.folder && !unread),
		);
	});

	it('merges into one order when two wrote off line', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'two writers');
		await folderView(boris, at, sent(1));
		await folderView(anna, at, sent(1));
		anna.wire.cut = true;
		boris.wire.cut = true;
		value(await anna.folders.append(at, 'internal', note('from Anna')));
		value(await anna.folders.append(at, 'internal', note('Anna again')));
		value(await boris.folders.append(at, 'internal', note('from Boris')));
		anna.wire.cut = false;
		boris.wire.cut = false;
		anna.folders.news(undefined);
		boris.folders.news(undefined);
		const [one, two] = await Promise.all([folderView(anna, at, sent(4)), folderView(boris, at, sent(4))]);
		expect(texts(one)).toEqual(texts(two));
		expect(texts(one)[0]).toBe('first');
		expect(texts(one).indexOf('from Anna')).toBeLessThan(texts(one).indexOf('Anna again'));
		expect([...one.warnings, ...two.warnings]).toEqual([]);
	});

	it('is written once when two tabs write at once and one asks twice', async () => {
		const anna = await desk(0);
		const at = await madeBy(anna, 'two tabs');
		const id = newId(EntryId);
		await Promise.all([
			anna.folders.append(at, 'internal', { ...note('from a tab'), id }),
			anna.folders.append(at, 'internal', note('from another')),
			anna.folders.append(at, 'internal', { ...note('from a tab'), id }),
		]);
		const view = await folderView(anna, at, sent(3));
		expect(texts(view)).toEqual(['first', 'from a tab', 'from another']);
	});
});

describe('what a colleague wrote', () => {
	it.each(['folders.listChanges', 'folders.readFolder'])(
		'comes though %s failed, and no other news follows',
		async (failing) => {
			const [anna, boris] = [await desk(0), await desk(1)];
			const at = await madeBy(anna, 'a call that failed');
			const arrived = folderView(boris, at, sent(2));
			await folderView(boris, at, sent(1));
			await boris.folders.settled();
			const failed = new Promise<void>((resolve) => {
				boris.wire.twist = (name, answer) => {
					if (name !== failing) return answer;
					setTimeout(resolve, 100);
					return refuse('network.unreachable');
				};
			});
			value(await anna.folders.append(at, 'internal', note('second')));
			await failed;
			boris.wire.twist = (_name, answer) => answer;
			expect(texts(await arrived)).toEqual(['first', 'second']);
		},
	);
});

describe('the outbox', () => {
	it('loses nothing and doubles nothing when the server goes away and the page is closed', async () => {
		let anna = await desk(0);
		const at = await madeBy(anna, 'kept');
		await folderView(anna, at, sent(1));
		anna.wire.loseAnswers = 2;
		for (const text of ['one', 'two', 'three']) value(await anna.folders.append(at, 'internal', note(text)));
		await outboxView(anna, ({ line }) => line === 'down');
		anna.wire.cut = true;
		desks.splice(desks.indexOf(anna), 1);
		anna = await anna.reload();
		desks.push(anna);
		const view = await folderView(anna, at, sent(4));
		expect(texts(view)).toEqual(['first', 'one', 'two', 'three']);
		await outboxView(anna, ({ items }) => items.length === 0);
		const boris = await desk(1);
		expect(texts(await folderView(boris, at, sent(4)))).toEqual(['first', 'one', 'two', 'three']);
	});

	it('can be saved to a file and put back on another device, once', async () => {
		const anna = await desk(0);
		const at = await madeBy(anna, 'saved');
		await folderView(anna, at, sent(1));
		anna.wire.cut = true;
		value(await anna.folders.append(at, 'internal', note('on paper')));
		const saved = await anna.folders.saveUnsent();
		expect(Buffer.from(saved).includes('on paper')).toBe(false);
		const other = await desk(0);
		expect(value(await other.folders.restoreUnsent(saved))).toEqual({ restored: 1 });
		await folderView(other, at, sent(2));
		anna.wire.cut = false;
		anna.folders.news(undefined);
		expect(texts(await folderView(anna, at, sent(2)))).toEqual(['first', 'on paper']);
		expect(await other.folders.restoreUnsent(new Uint8Array(80))).toMatchObject({ ok: false });
	});

	it('tells why something was refused, and lets it go', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'to be destroyed');
		await folderView(boris, at, sent(1));
		boris.wire.cut = true;
		value(await boris.folders.append(at, 'internal', note('too late')));
		await folderView(anna, at, sent(1));
		value(await anna.folders.destroy(at));
		boris.wire.cut = false;
		boris.folders.news(undefined);
		const { items } = await outboxView(boris, (view) => view.items.some(({ state }) => state === 'refused'));
		expect(items[0]?.refusal?.id).toBe('folder.destroyed');
		await boris.folders.dismiss(items[0]?.id ?? '');
		await outboxView(boris, (view) => view.items.length === 0);
		await listView(boris, everything, ({ rows }) => rows.every(({ folder }) => folder !== at.folder));
	});
});

describe('a cover', () => {
	it('written by two at once is made whole by the one who came second', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'before');
		const mine = await folderView(anna, at, sent(1));
		await folderView(boris, at, sent(1));
		await Promise.all([
			anna.folders.updateCover(at, cover('by Anna'), mine.heads),
			boris.folders.append(at, 'internal', { ...note('more'), cover: cover('by Boris, who knows more') }),
		]);
		for (const one of [anna, boris]) {
			await listView(one, everything, ({ rows }) =>
				rows.some(
					(row) =>
						row.folder === at.folder && row.cover?.title === 'by Boris, who knows more' && !row.pending,
				),
			);
		}
	});

	it('is shown as stale when entries came after it', async () => {
		const [anna, boris] = [await desk(0), await desk(1)];
		const at = await madeBy(anna, 'stale soon');
		await folderView(boris, at, sent(1));
		value(await boris.folders.append(at, 'internal', note('without a cover')));
		const { rows } = await listView(anna, everything, (view) =>
			view.rows.some((row) => row.folder === at.folder && row.stale),
		);
		expect(rows.find((row) => row.folder === at.folder)?.unread).toBe(true);
	});
});

describe('search', () => {
	it('finds by other forms, by a beginning, through a slip, and in what was opened here', async () => {
		const anna = await desk(0);
		const at = await madeBy(anna, 'Не платят пенсию военному пенсионеру');
		const found = async (text: string) => {
			await anna.folders.complete();
			return (await anna.folders.search(text)).hits.some(({ row }) => row.folder === at.folder);
		};
		for (const text of ['пенсии', 'пенс', 'ПЕНСИЮ военн', 'пенсеонер', 'платят']) {
			expect(await found(text), text).toBe(true);
		}
		expect(await found('собака')).toBe(false);
		value(await anna.folders.append(at, 'internal', note('Справка из Ёлкинского отделения')));
		await folderView(anna, at, sent(2));
		expect(await found('елкинское')).toBe(true);
	});
});
