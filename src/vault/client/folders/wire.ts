import { fromBase64url, toBase64url } from '../../format/bytes.ts';

interface NativeBase64 {
	fromBase64(text: string, options: { alphabet: 'base64url' }): Uint8Array;
}
interface ToNativeBase64 {
	toBase64(options: { alphabet: 'base64url'; omitPadding: true }): string;
}
const native: Partial<NativeBase64> = Uint8Array as unknown as Partial<NativeBase64>;

/** Sealed bytes as they came in JSON; nothing where they are none. Newer engines do it many times quicker. */
export function fromWire(text: string): Uint8Array | undefined {
	if (!native.fromBase64) return fromBase64url(text);
	try {
		return native.fromBase64(text, { alphabet: 'base64url' });
	} catch {
		return undefined;
	}
}

/** Sealed bytes as they go into JSON. */
export function toWire(bytes: Uint8Array): string {
	const able = bytes as Uint8Array & Partial<ToNativeBase64>;
	return able.toBase64?.({ alphabet: 'base64url', omitPadding: true }) ?? toBase64url(bytes);
}
