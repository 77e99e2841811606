import { decode, encode, rfc8949EncodeOptions, Token, Type } from 'cborg';
import { sameBytes } from './bytes.ts';

/** What may stand inside a sealed thing: plain data with one spelling only. */
export type Plain =
	| null
	| boolean
	| number
	| string
	| Uint8Array
	| readonly Plain[]
	| { readonly [key: string]: Plain | undefined };

const STRICT = {
	strict: true,
	allowIndefinite: false,
	allowUndefined: false,
	allowInfinity: false,
	allowNaN: false,
	allowBigInt: false,
	rejectDuplicateMapKeys: true,
} as const;

/**
 * Deterministic CBOR (RFC 8949 §4.2): the same value gives the same bytes everywhere, so that it can
 * be hashed and signed. Properties that are `undefined` are left out.
 */
export function toCbor(value: Plain): Uint8Array {
	return encode(value, {
		...rfc8949EncodeOptions,
		ignoreUndefinedProperties: true,
		typeEncoders: { Object: (object: unknown) => (object instanceof TextBytes ? object.token() : null) },
	});
}

/** Text that is still bytes: see `textFrom`. */
class TextBytes {
	readonly bytes: Uint8Array;
	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
	}
	token(): Token {
		const token = new Token(Type.string, '');
		token.encodedBytes = this.bytes;
		return token;
	}
}

/**
 * A text for `toCbor` that is never made a string on the way: bytes can be zeroed. Where it is opened, it
 * is text like any other. The bytes must be UTF-8.
 */
export function textFrom(utf8: Uint8Array): string {
	return new TextBytes(utf8) as unknown as string;
}

/**
 * Reads CBOR that is authenticated as the bytes it is (inside a seal, under a signature): strict, but another
 * spelling of the same value does no harm there, and reading twice as fast does good to ten thousand covers.
 */
export function fromSealedCbor(bytes: Uint8Array): Plain | undefined {
	try {
		return decode(bytes, STRICT) as Plain;
	} catch {
		return undefined;
	}
}

/** Reads CBOR, or gives `undefined` where the bytes are not the one spelling of a plain value. */
export function fromCbor(bytes: Uint8Array): Plain | undefined {
	const value = fromSealedCbor(bytes);
	return value !== undefined && sameBytes(toCbor(value), bytes) ? value : undefined;
}
