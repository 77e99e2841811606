import { ok, refuse, type Result } from '#platform/result.ts';

/** Nothing sealed is shorter than this once padded, so that "yes" and "no" look like a paragraph. */
export const SMALLEST_PADDED = 256;

/**
 * Padmé (Nikitin and others, 2019): the next length whose low bits are zero, at most 12 % more, so that
 * a length tells O(log log n) bits about what it hides.
 */
export function padmeLength(length: number): number {
	if (length < 2) return length;
	const exponent = Math.floor(Math.log2(length));
	const lowBits = exponent - (Math.floor(Math.log2(exponent)) + 1);
	const unit = 2 ** Math.max(0, lowBits);
	return Math.ceil(length / unit) * unit;
}

/** Ends the message with 0x80 and zeros (ISO/IEC 7816-4) up to its Padmé length. */
export function pad(message: Uint8Array): Uint8Array {
	const padded = new Uint8Array(Math.max(SMALLEST_PADDED, padmeLength(message.length + 1)));
	padded.set(message);
	padded[message.length] = 0x80;
	return padded;
}

/** Takes the padding off; refuses bytes that `pad` did not make. */
export function unpad(padded: Uint8Array): Result<Uint8Array> {
	let end = padded.length - 1;
	while (end >= 0 && padded[end] === 0) end--;
	if (end < 0 || padded[end] !== 0x80) return refuse('sealed.altered');
	if (padded.length !== Math.max(SMALLEST_PADDED, padmeLength(end + 1))) return refuse('sealed.altered');
	return ok(padded.subarray(0, end));
}
