import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needlesOf, searchPlaces } from './index.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'accord-seizure-'));
});
afterEach(() => rm(folder, { recursive: true }));

const name = 'Ирина Рогожкина';
const noise = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 7919 + 13) % 251));

async function foundIn(bytes: Buffer): Promise<string[]> {
	await writeFile(join(folder, 'disk'), Buffer.concat([noise(5000), bytes, noise(5000)]));
	return (await searchPlaces([folder], needlesOf(name))).found.map(({ as }) => as);
}

describe('searching a disk for a word one knows', () => {
	it.each([
		['plain', Buffer.from(name)],
		['UTF-16', Buffer.from(name, 'utf16le')],
		['hex', Buffer.from(Buffer.from(name).toString('hex'))],
		['base64 (+0)', Buffer.from(Buffer.from(`${name} и другие`).toString('base64'))],
		['base64 (+1)', Buffer.from(Buffer.from(`x${name} и другие`).toString('base64'))],
		['base64 (+2)', Buffer.from(Buffer.from(`xy${name} и другие`).toString('base64'))],
		['plain, compressed', gzipSync(Buffer.from(`Её зовут ${name}.`))],
		['plain, compressed', deflateSync(Buffer.from(`Её зовут ${name}.`))],
		[
			'JSON escapes',
			Buffer.from(
				String.raw`\u0418\u0440\u0438\u043d\u0430 \u0420\u043e\u0433\u043e\u0436\u043a\u0438\u043d\u0430`,
			),
		],
		['URL escapes', Buffer.from(`text=${encodeURIComponent(name)}`)],
		[
			'cp1251',
			Buffer.from([0xc8, 0xf0, 0xe8, 0xed, 0xe0, 0x20, 0xd0, 0xee, 0xe3, 0xee, 0xe6, 0xea, 0xe8, 0xed, 0xe0]),
		],
	])('finds it as %s', async (as, bytes) => {
		expect(await foundIn(bytes)).toContain(as);
	});

	it('finds it where two windows of reading meet', async () => {
		const edge = 8 * 1024 * 1024;
		await writeFile(
			join(folder, 'disk'),
			Buffer.concat([Buffer.alloc(edge - 5), Buffer.from(name), Buffer.alloc(100)]),
		);
		expect((await searchPlaces([folder], needlesOf(name))).found).toHaveLength(1);
	});

	it('finds nothing where there is nothing', async () => {
		expect(await foundIn(gzipSync(Buffer.from('Пётр')))).toEqual([]);
	});
});
