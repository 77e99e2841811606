const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

const encoder = new TextEncoder();

/** Text as UTF-8. */
export function utf8(text: string): Uint8Array {
	return encoder.encode(text);
}

/** Bytes as base64url without padding: the one spelling of ids, hashes and public keys. */
export function toBase64url(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 3) {
		const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
		const word = (a << 16) | (b << 8) | c;
		const letters = Math.min(4, bytes.length - at + 1);
		for (let letter = 0; letter < letters; letter++) text += ALPHABET[(word >> (18 - 6 * letter)) & 63];
	}
	return text;
}

/** Bytes of a base64url text, or `undefined` unless it is exactly the spelling `toBase64url` gives. */
export function fromBase64url(text: string): Uint8Array | undefined {
	if (text.length % 4 === 1) return undefined;
	const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
	let word = 0;
	let bits = 0;
	let at = 0;
	for (const letter of text) {
		const value = VALUES.get(letter);
		if (value === undefined) return undefined;
		word = ((word << 6) | value) & 0xff_ff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = (word >> bits) & 255;
		}
	}
	return (word & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}

/** One after the other, in a new array. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Equality of public bytes. For secrets use libsodium's comparison. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
