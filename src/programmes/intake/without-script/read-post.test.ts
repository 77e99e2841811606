import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArrivingChunks, type ArrivingChunks } from '#platform/files/arriving-chunks.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { readPost } from './read-post.ts';

let dataDir: string;
let arriving: ArrivingChunks;
beforeAll(async () => {
	await vaultReady();
	dataDir = await mkdtemp(join(tmpdir(), 'accord-post-'));
	arriving = openArrivingChunks(dataDir);
});
afterAll(() => rm(dataDir, { recursive: true }));

async function post(files: readonly File[]) {
	const form = new FormData();
	form.append('text', 'Слова\r\nпо строкам');
	for (const file of files) form.append('files', file);
	const response = new Response(form);
	const headers = { 'content-type': response.headers.get('content-type') ?? '' };
	const body = Readable.from([Buffer.from(await response.arrayBuffer())]);
	return readPost(Object.assign(body, { headers }) as unknown as IncomingMessage, arriving);
}
const onDisk = () => readdir(dirname(arriving.folderOf(randomUUID())));

test('ten files are taken, an eleventh is told; what is dropped is gone from the disk', async () => {
	const small = (count: number) => Array.from({ length: count }, (_, at) => new File(['x'], `${at}.txt`));
	const ten = await post(small(10));
	expect(ten.refusals).toEqual([]);
	expect(ten.files).toHaveLength(10);
	expect(await onDisk()).toHaveLength(10);
	await ten.dropFiles();
	const eleven = await post(small(11));
	expect(eleven.refusals).toMatchObject([{ id: 'file.too-many', field: 'files' }]);
	await eleven.dropFiles();
	expect(await onDisk()).toEqual([]);
});

test('an empty field of files is no file, and the fields are zeroed when asked', async () => {
	const read = await post([new File([], '')]);
	expect(read.files).toEqual([]);
	const [text] = read.fields.get('text') ?? [];
	expect(String(text)).toBe('Слова\nпо строкам');
	read.forget();
	expect(text?.every((byte) => byte === 0)).toBe(true);
});
