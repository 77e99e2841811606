import { isUtf8 } from 'node:buffer';

/**
 * Words as UTF-8, whatever a browser of long ago sent: bytes that are none become question marks, in
 * place. Line ends become plain ones; the same buffer, perhaps shorter, comes back.
 */
export function repairUtf8(words: Buffer): Buffer {
	if (!isUtf8(words)) {
		for (let at = 0; at < words.length;) {
			const length = sequenceLength(words, at);
			if (length === 0) words[at] = 0x3f;
			at += Math.max(1, length);
		}
	}
	let end = 0;
	for (let at = 0; at < words.length; at++) {
		const byte = words[at] ?? 0;
		if (byte === 0x0d && words[at + 1] === 0x0a) continue;
		words[end++] = byte === 0 ? 0x20 : byte;
	}
	words.fill(0, end);
	return words.subarray(0, end);
}

/** The length of the sequence that begins here; 0 where none does. */
function sequenceLength(words: Buffer, at: number): number {
	for (let length = 1; length <= 4 && at + length <= words.length; length++) {
		if (isUtf8(words.subarray(at, at + length))) return length;
	}
	return 0;
}
