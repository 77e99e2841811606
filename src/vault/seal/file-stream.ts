import { ok, refuse, type Result } from '#platform/result.ts';
import { concat } from '../format/bytes.ts';
import type { SealedChunk } from '../format/envelope.ts';
import { CHUNK_BYTES, ChunkHeader, MOST_FILE_BYTES, type FileReference } from '../format/file.ts';
import { headerBytes, packFrame } from '../format/frame.ts';
import { newId } from '../format/ids.ts';
import { FileId } from '../format/model.ts';
import { forget, sodium } from '../format/sodium.ts';
import { paddedFileLength } from './file.ts';

/**
 * Seals a file whose size is not known beforehand, as a form brings it: the same format as `startFile`,
 * one chunk of plaintext held back, for only the end of the file tells which chunk is the last.
 */
export interface FileStreamSealer {
	readonly file: FileId;
	/** Takes more plaintext; answers the chunks that are full and not the last. */
	readonly push: (plain: Uint8Array) => Result<SealedChunk[]>;
	/** Seals what is left, with the padding, and gives the reference for the entry. */
	readonly finish: (named: { readonly name: string; readonly mediaType: string }) => {
		readonly chunks: SealedChunk[];
		readonly reference: FileReference;
	};
	/** Overwrites the plaintext held back, when the file is given up. */
	readonly forget: () => void;
}

/** Starts sealing a file of unknown size; at most `most` bytes of it. */
export function startFileStream(most = MOST_FILE_BYTES, file: FileId = newId(FileId)): FileStreamSealer {
	const key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
	const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
	const held = new Uint8Array(CHUNK_BYTES);
	let filled = 0;
	let index = 0;
	let size = 0;

	const sealChunk = (message: Uint8Array, last: boolean): SealedChunk => {
		const chunkHeader = headerBytes(ChunkHeader, { file, index, last });
		const tag = last
			? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
			: sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
		index++;
		return packFrame(
			'fileChunk',
			chunkHeader,
			sodium.crypto_secretstream_xchacha20poly1305_push(state, message, chunkHeader, tag),
		);
	};
	return {
		file,
		push(plain) {
			if (size + plain.length > most) {
				return refuse('file.too-large', {
					field: 'files',
					params: { mebibytes: Math.floor(most / 1024 / 1024) },
				});
			}
			const chunks: SealedChunk[] = [];
			size += plain.length;
			for (let at = 0; at < plain.length;) {
				if (filled === CHUNK_BYTES) {
					chunks.push(sealChunk(held, false));
					filled = 0;
				}
				const part = plain.subarray(at, at + CHUNK_BYTES - filled);
				held.set(part, filled);
				filled += part.length;
				at += part.length;
			}
			return ok(chunks);
		},
		finish(named) {
			const padded = paddedFileLength(size);
			const total = Math.ceil(padded / CHUNK_BYTES);
			const chunks: SealedChunk[] = [];
			for (let left = total - index; left > 0; left--) {
				const length = Math.min(CHUNK_BYTES, padded - index * CHUNK_BYTES);
				const message = concat(held.subarray(0, filled), new Uint8Array(length - filled));
				chunks.push(sealChunk(message, left === 1));
				forget(message);
				filled = 0;
			}
			forget(held);
			return { chunks, reference: { file, key, header, size, chunks: total, ...named } };
		},
		forget: () => forget(held),
	};
}
