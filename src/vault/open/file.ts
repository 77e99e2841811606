import { ok, refuse, type Result } from '#platform/result.ts';
import type { SealedChunk } from '../format/envelope.ts';
import { ChunkHeader, type FileReference } from '../format/file.ts';
import { readFrame } from '../format/frame.ts';
import { sodium } from '../format/sodium.ts';

/** Opens a file chunk by chunk, in order; nothing but the right next chunk is taken. */
export interface FileOpener {
	/** The next chunk's plaintext, without padding. */
	openNext(sealed: SealedChunk): Result<Uint8Array>;
	/** `file.truncated` unless the last chunk has been opened and the size is what the entry says. */
	finish(): Result<void>;
}

/** Starts opening the file that an entry refers to. */
export function openFile(reference: FileReference): FileOpener {
	const { file, key, header, size, chunks } = reference;
	const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, key);
	let index = 0;
	let opened = 0;
	let ended = false;
	return {
		openNext(sealed) {
			const frame = readFrame('fileChunk', sealed, ChunkHeader);
			if (!frame.ok) return frame;
			const chunk = frame.value.header;
			if (chunk.file !== file) return refuse('file.other-file');
			if (ended || chunk.index >= chunks) return refuse('file.chunk-after-end');
			if (chunk.index < index) return refuse('file.chunk-repeated', { params: { index: chunk.index } });
			if (chunk.index > index) return refuse('file.chunk-missing', { params: { index } });
			const pulled = pull(state, frame.value.content, frame.value.headerBytes);
			if (!pulled) return refuse('file.chunk-altered', { params: { index } });
			ended = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
			if (ended !== chunk.last || ended !== (index === chunks - 1)) return refuse('file.truncated');
			index++;
			const plain = pulled.message.subarray(0, Math.max(0, Math.min(pulled.message.length, size - opened)));
			opened += plain.length;
			return ok(plain);
		},
		finish: () => (ended && opened === size ? ok(undefined) : refuse('file.truncated')),
	};
}

function pull(
	state: ReturnType<typeof sodium.crypto_secretstream_xchacha20poly1305_init_pull>,
	content: Uint8Array,
	header: Uint8Array,
): { message: Uint8Array; tag: number } | false {
	try {
		return sodium.crypto_secretstream_xchacha20poly1305_pull(state, content, header);
	} catch {
		return false;
	}
}
