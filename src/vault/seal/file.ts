import { ok, refuse, type Result } from '#platform/result.ts';
import { concat } from '../format/bytes.ts';
import type { SealedChunk } from '../format/envelope.ts';
import { CHUNK_BYTES, ChunkHeader, MOST_FILE_BYTES, type FileReference } from '../format/file.ts';
import { headerBytes, packFrame, readFrame } from '../format/frame.ts';
import { newId } from '../format/ids.ts';
import { FileId } from '../format/model.ts';
import { padmeLength } from '../format/padding.ts';
import { forget, sodium } from '../format/sodium.ts';

/** Files are padded to at least this. */
const SMALLEST_FILE = 4096;

/** Seals a file piece by piece, in order, each piece as it is read: nothing is held in clear. */
export interface FileSealer {
	readonly file: FileId;
	/** Chunks there will be, padding included. */
	readonly chunks: number;
	/** Bytes of plaintext the next call wants; the last ones are fewer, then 0 (padding only). */
	wants(): number;
	/** Seals the next chunk from exactly `wants()` bytes; `file.size-differs` when the file changed meanwhile. */
	sealNext(plain: Uint8Array): Result<SealedChunk>;
	/** The reference for the entry, once every chunk is sealed. Holds the file's key. */
	reference(named: { readonly name: string; readonly mediaType: string }): Result<FileReference>;
}

/** Length of a file once padded: Padmé over the whole, so that its size tells little. */
export function paddedFileLength(size: number): number {
	return Math.max(SMALLEST_FILE, padmeLength(size));
}

/** Starts sealing a file of a known size. */
export function startFile(size: number, file: FileId = newId(FileId)): Result<FileSealer> {
	if (!Number.isSafeInteger(size) || size < 0 || size > MOST_FILE_BYTES) {
		return refuse('file.too-large', { field: 'files', params: { mebibytes: MOST_FILE_BYTES / 1024 / 1024 } });
	}
	const padded = paddedFileLength(size);
	const chunks = Math.ceil(padded / CHUNK_BYTES);
	const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
	const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
	let index = 0;
	const lengthOf = (chunk: number) => Math.min(CHUNK_BYTES, padded - chunk * CHUNK_BYTES);
	const wants = () => Math.min(lengthOf(index), Math.max(0, size - index * CHUNK_BYTES));
	return ok({
		file,
		chunks,
		wants: () => (index < chunks ? wants() : 0),
		sealNext(plain) {
			if (index >= chunks || plain.length !== wants()) return refuse('file.size-differs');
			const last = index === chunks - 1;
			const chunkHeader = headerBytes(ChunkHeader, { file, index, last });
			const message = concat(plain, new Uint8Array(lengthOf(index) - plain.length));
			const tag = last
				? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
				: sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
			const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(state, message, chunkHeader, tag);
			forget(message);
			index++;
			return ok(packFrame('fileChunk', chunkHeader, sealed));
		},
		reference(named) {
			if (index < chunks) return refuse('file.unfinished');
			return ok({ file, key, header, size, chunks, ...named });
		},
	});
}

/** Which chunk of which file this is; for the server, which stores chunks without understanding them. */
export function readChunk(sealed: SealedChunk): Result<ChunkHeader> {
	const frame = readFrame('fileChunk', sealed, ChunkHeader);
	return frame.ok ? ok(frame.value.header) : frame;
}
