import { decode, encode, rfc8949EncodeOptions } from 'cborg';
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

/**
 * Deterministic CBOR (RFC 8949 §4.2): the same value gives the same bytes everywhere, so that it can
 * be hashed and signed. Properties that are `undefined` are left out.
 */
export function toCbor(value: Plain): Uint8Array {
	return encode(value, { ...rfc8949EncodeOptions, ignoreUndefinedProperties: true });
}

/** Reads CBOR, or gives `undefined` where the bytes are not the one spelling of a plain value. */
export function fromCbor(bytes: Uint8Array): Plain | undefined {
	try {
		const value = decode(bytes, {
			strict: true,
			allowIndefinite: false,
			allowUndefined: false,
			allowInfinity: false,
			allowNaN: false,
			allowBigInt: false,
			rejectDuplicateMapKeys: true,
		}) as Plain;
		return sameBytes(toCbor(value), bytes) ? value : undefined;
	} catch {
		return undefined;
	}
}
