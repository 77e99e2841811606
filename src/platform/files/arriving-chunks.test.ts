import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArrivingChunks, type ArrivingChunks } from './arriving-chunks.ts';

let dataDir: string;
let store: ArrivingChunks;
beforeAll(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'accord-chunks-'));
	store = openArrivingChunks(dataDir);
});
afterAll(() => rm(dataDir, { recursive: true }));

test('a chunk is kept once; the same again is there, another is refused', async () => {
	const file = randomUUID();
	expect(await store.keep(file, 0, Buffer.from('sealed'))).toBe('kept');
	expect(await store.keep(file, 0, Buffer.from('sealed'))).toBe('there');
	expect(await store.keep(file, 0, Buffer.from('other'))).toBe('differs');
	expect(await readFile(join(store.folderOf(file), '0'), 'utf8')).toBe('sealed');
});

test('of several that write one number at once, one is kept and nothing unfinished stays', async () => {
	const file = randomUUID();
	const answers = await Promise.all(
		[...Array(8).keys()].map((writer) => store.keep(file, 3, Buffer.from([writer]))),
	);
	expect(answers.filter((answer) => answer === 'kept')).toHaveLength(1);
	expect(await store.list(file)).toEqual([3]);
	expect(await readdir(store.folderOf(file))).toEqual(['3']);
});

test('what is removed is gone, and removing nothing is no mistake', async () => {
	const file = randomUUID();
	await store.keep(file, 0, Buffer.from('sealed'));
	await store.remove(file);
	await store.remove(file);
	expect(await store.list(file)).toEqual([]);
});

test('an id that is none never becomes a path', async () => {
	await expect(store.keep('../../etc/passwd', 0, Buffer.alloc(1))).rejects.toThrow(/shape/);
	await expect(store.keep(randomUUID(), -1, Buffer.alloc(1))).rejects.toThrow(/numbered/);
});
