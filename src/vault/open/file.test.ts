import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { refusalOf, turnBit, value } from '#test/vault-cast.ts';
import { concat } from '../format/bytes.ts';
import type { SealedChunk } from '../format/envelope.ts';
import { CHUNK_BYTES, FileReference, MOST_FILE_BYTES } from '../format/file.ts';
import { randomBytes, vaultReady } from '../format/sodium.ts';
import { paddedFileLength, readChunk, startFile } from '../seal/file.ts';
import { openFile } from './file.ts';

beforeAll(vaultReady);

const named = { name: 'letter.pdf', mediaType: 'application/pdf' };

function seal(plain: Uint8Array): { reference: FileReference; chunks: SealedChunk[] } {
	const sealer = value(startFile(plain.length));
	const chunks: SealedChunk[] = [];
	for (let at = 0; chunks.length < sealer.chunks;) {
		const piece = plain.subarray(at, at + sealer.wants());
		at += piece.length;
		chunks.push(value(sealer.sealNext(piece)));
	}
	return { reference: value(sealer.reference(named)), chunks };
}

function open(reference: FileReference, chunks: readonly SealedChunk[]): Uint8Array | string {
	const opener = openFile(reference);
	const parts: Uint8Array[] = [];
	for (const chunk of chunks) {
		const part = opener.openNext(chunk);
		if (!part.ok) return part.refusal.id;
		parts.push(part.value);
	}
	const end = opener.finish();
	return end.ok ? concat(...parts) : end.refusal.id;
}

describe('a file', () => {
	test('opens to its very bytes at every awkward length', () => {
		const sizes = [
			0,
			1,
			4095,
			4096,
			4097,
			CHUNK_BYTES - 1,
			CHUNK_BYTES,
			CHUNK_BYTES + 1,
			3 * CHUNK_BYTES + 17,
		];
		for (const size of sizes) {
			const plain = randomBytes(size);
			const { reference, chunks } = seal(plain);
			expect(FileReference.safeParse(reference).success).toBe(true);
			expect(open(reference, chunks)).toEqual(plain);
		}
	});

	test('tells its length in padded steps only', () => {
		fc.assert(
			fc.property(fc.integer({ min: 4096, max: MOST_FILE_BYTES }), (size) => {
				expect(paddedFileLength(size)).toBeGreaterThanOrEqual(size);
				expect(paddedFileLength(size) / size).toBeLessThan(1.12);
			}),
		);
		const lengths = (size: number) => seal(new Uint8Array(size)).chunks.map(({ length }) => length);
		expect(lengths(1)).toEqual(lengths(4000));
		expect(lengths(300_000)).toEqual(lengths(300_500));
	});

	test('its chunks reordered, repeated, dropped, cut short, altered or of another file are refused by name', () => {
		const { reference, chunks } = seal(randomBytes(2 * CHUNK_BYTES + 5000));
		const [a, b, c] = chunks;
		if (!a || !b || !c) throw new Error('the file has three chunks');
		expect(open(reference, [b, a, c])).toBe('file.chunk-missing');
		expect(open(reference, [a, a, b, c])).toBe('file.chunk-repeated');
		expect(open(reference, [a, c])).toBe('file.chunk-missing');
		expect(open(reference, [a, b])).toBe('file.truncated');
		expect(open(reference, [])).toBe('file.truncated');
		expect(open(reference, [a, b, c, c])).toBe('file.chunk-after-end');
		expect(open(reference, [a, turnBit(b, 1000), c])).toBe('file.chunk-altered');
		const other = seal(randomBytes(10));
		expect(open(reference, [...other.chunks])).toBe('file.other-file');
		expect(open({ ...reference, key: other.reference.key }, chunks)).toBe('file.chunk-altered');
		expect(open({ ...reference, size: reference.size - 4096 * 40, chunks: 2 }, chunks)).toBe(
			'file.truncated',
		);
	});

	test('a refused chunk does not spoil the file: the right one may follow', () => {
		const plain = randomBytes(CHUNK_BYTES + 5000);
		const { reference, chunks } = seal(plain);
		const [a, b] = chunks;
		if (!a || !b) throw new Error('the file has two chunks');
		const opener = openFile(reference);
		const first = value(opener.openNext(a));
		expect(refusalOf(opener.openNext(turnBit(b, 2000)))).toBe('file.chunk-altered');
		expect(concat(first, value(opener.openNext(b)))).toEqual(plain);
		expect(opener.finish().ok).toBe(true);
	});

	test('that changes while it is read, or is too large, is not sealed', () => {
		const sealer = value(startFile(5000));
		expect(refusalOf(sealer.sealNext(new Uint8Array(4999)))).toBe('file.size-differs');
		expect(refusalOf(sealer.reference(named))).toBe('file.unfinished');
		expect(refusalOf(startFile(MOST_FILE_BYTES + 1))).toBe('file.too-large');
	});

	test('its chunks say to the server which they are, and no more', () => {
		const { reference, chunks } = seal(randomBytes(10));
		const [only] = chunks;
		if (!only) throw new Error('the file has a chunk');
		expect(value(readChunk(only))).toEqual({ file: reference.file, index: 0, last: true });
		expect(Buffer.from(only).includes(Buffer.from('letter'))).toBe(false);
	});
});
