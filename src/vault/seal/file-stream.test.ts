import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { CHUNK_BYTES } from '../format/file.ts';
import { vaultReady } from '../format/sodium.ts';
import { openFile } from '../open/file.ts';
import { startFileStream } from './file-stream.ts';

beforeAll(vaultReady);

function sealInPieces(plain: Uint8Array, piece: number) {
	const sealer = startFileStream();
	const chunks = [];
	for (let at = 0; at < plain.length; at += piece) {
		const pushed = sealer.push(plain.subarray(at, at + piece));
		if (!pushed.ok) throw new Error(pushed.refusal.id);
		chunks.push(...pushed.value);
	}
	const { chunks: last, reference } = sealer.finish({ name: 'скан.pdf', mediaType: 'application/pdf' });
	return { chunks: [...chunks, ...last], reference };
}

test('what is sealed as it comes opens as any other file, whatever its size and pieces', () => {
	const edges = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES - 7];
	const size = fc.oneof(fc.constantFrom(...edges), fc.nat(3 * CHUNK_BYTES));
	fc.assert(
		fc.property(size, fc.integer({ min: 1000, max: 400_000 }), (size, piece) => {
			const plain = new Uint8Array(size).map((_, at) => at % 251);
			const { chunks, reference } = sealInPieces(plain, piece);
			expect(chunks).toHaveLength(reference.chunks);
			const opener = openFile(reference);
			const opened = chunks
				.map((chunk) => opener.openNext(chunk))
				.map((read) => (read.ok ? read.value : undefined));
			expect(opener.finish().ok).toBe(true);
			expect(Buffer.concat(opened.map((part) => part ?? new Uint8Array())).equals(plain)).toBe(true);
		}),
		{ numRuns: 25 },
	);
});

test('more than allowed is refused as it comes', () => {
	const sealer = startFileStream(1000);
	expect(sealer.push(new Uint8Array(900)).ok).toBe(true);
	expect(sealer.push(new Uint8Array(101))).toMatchObject({ refusal: { id: 'file.too-large' } });
});
