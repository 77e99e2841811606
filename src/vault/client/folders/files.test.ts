import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { folderView, listView, openDesk, type TestDesk } from '#test/builders/folder-desks.ts';
import { foundHolders, type Holder } from '#test/builders/holders.ts';
import { foundNetwork } from '#test/builders/partners.ts';
import { withRuntime } from '#test/builders/server.ts';
import { value } from '#test/vault-cast.ts';
import { vaultReady } from '../../format/sodium.ts';
import type { FolderRef } from './model.ts';

const server = withRuntime();
let ours: Awaited<ReturnType<typeof foundHolders>>;
let theirs: Awaited<ReturnType<typeof foundHolders>>;
const desks: TestDesk[] = [];

beforeAll(async () => {
	await vaultReady();
	ours = await foundHolders(server.runtime, ['Anna', 'Boris']);
	theirs = await foundHolders(server.runtime, ['Galina']);
	await foundNetwork(server.runtime).publish([ours.cast, theirs.cast]);
});
afterEach(async () => {
	for (const desk of desks.splice(0)) await desk.stop();
});

async function desk(holder: Holder | undefined): Promise<TestDesk> {
	if (!holder) throw new Error('Nobody of that number');
	const opened = await openDesk(server.runtime, holder);
	desks.push(opened);
	await opened.folders.settled();
	return opened;
}
async function madeBy(one: TestDesk): Promise<FolderRef> {
	const { organisation, vault } = ours.epoch;
	const made = value(
		await one.folders.create({
			vault: { organisation, vault },
			kind: 'note',
			cover: { v: 1, kind: 'test.note', title: 'with a file', excerpt: '' },
			dialogue: [{ type: 'test.note', body: 'first' }],
		}),
	);
	const at = { organisation: made.organisation, folder: made.folder };
	await folderView(one, at, ({ dialogue }) => dialogue[0]?.state === 'sent');
	return at;
}
async function read(one: TestDesk, at: FolderRef, file: Parameters<TestDesk['folders']['openFile']>[1]) {
	const pieces: Uint8Array[] = [];
	const done = await one.folders.openFile(at, file, (bytes) => pieces.push(bytes));
	return { done, bytes: Buffer.concat(pieces) };
}

describe('a file', () => {
	it('of 20 MB goes up, is opened by a colleague, and is whole', async () => {
		const [anna, boris] = [await desk(ours.holders[0]), await desk(ours.holders[1])];
		const at = await madeBy(anna);
		const bytes = randomBytes(20 * 1024 * 1024 + 17);
		const seen: number[] = [];
		const file = value(
			await anna.folders.attach(
				at,
				'dialogue',
				new Blob([bytes]),
				{ name: 'запись.ogg', mediaType: 'audio/ogg' },
				({ done }) => seen.push(done),
			),
		);
		expect(seen.at(-1)).toBe(bytes.length);
		expect(seen).toEqual(seen.toSorted((a, b) => a - b));
		const got = await read(boris, at, file);
		value(got.done);
		expect(got.bytes.equals(bytes)).toBe(true);
	});

	it('broken off in the middle goes on where it was when the line is back', async () => {
		const anna = await desk(ours.holders[0]);
		const at = await madeBy(anna);
		const bytes = randomBytes(3 * 1024 * 1024);
		let cut = false;
		const file = value(
			await anna.folders.attach(
				at,
				'dialogue',
				new Blob([bytes]),
				{ name: 'scan.pdf', mediaType: 'application/pdf' },
				({ done }) => {
					if (done < bytes.length / 3 || cut) return;
					cut = true;
					anna.wire.cut = true;
					setTimeout(() => (anna.wire.cut = false), 700);
				},
			),
		);
		expect(cut).toBe(true);
		expect((await read(anna, at, file)).bytes.equals(bytes)).toBe(true);
	});

	it('can be given up, is refused when it is too large, and told when a piece is not what it was', async () => {
		const anna = await desk(ours.holders[0]);
		const at = await madeBy(anna);
		const abort = new AbortController();
		const named = { name: 'a', mediaType: '' };
		const given = anna.folders.attach(at, 'dialogue', new Blob([randomBytes(900_000)]), {
			...named,
			signal: abort.signal,
		});
		abort.abort();
		expect(await given).toMatchObject({ ok: false, refusal: { id: 'file.given-up' } });
		const file = value(await anna.folders.attach(at, 'dialogue', new Blob([randomBytes(900_000)]), named));
		const swapped = { ...file, chunks: file.chunks - 1 };
		expect((await read(anna, at, swapped)).done).toMatchObject({ ok: false });
	});
});

describe('a folder handed to another organisation', () => {
	it('is read and answered there, and nothing else of ours is', async () => {
		const [anna, galina] = [await desk(ours.holders[0]), await desk(theirs.holders[0])];
		const at = await madeBy(anna);
		await madeBy(anna);
		const { organisation, vault } = theirs.epoch;
		value(
			await anna.folders.share(at, {
				organisation,
				vault,
				epoch: 1,
				key: theirs.epoch.pair.public,
				chains: ['dialogue'],
				cover: { v: 1, kind: 'test.note', title: 'handed over', excerpt: '' },
			}),
		);
		const everything = { window: { start: 0, count: 10 } };
		const seen = await listView(galina, everything, ({ rows }) => rows.length > 0);
		expect(seen.rows).toMatchObject([{ folder: at.folder, shared: true, cover: { title: 'handed over' } }]);
		await folderView(galina, at, ({ dialogue }) => dialogue.length === 1);
		value(await galina.folders.append(at, 'dialogue', { type: 'test.note', body: 'from the partner' }));
		const answered = await folderView(anna, at, ({ dialogue }) => dialogue.length === 2);
		expect(answered.warnings).toEqual([]);
		expect(answered.dialogue[1]).toMatchObject({
			body: 'from the partner',
			name: 'Galina',
			author: { kind: 'member', organisation },
		});
		expect((await listView(galina, everything, () => true)).total).toBe(1);
	});
});
