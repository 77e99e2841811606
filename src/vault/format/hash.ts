import { concat, utf8 } from './bytes.ts';
import { sodium } from './sodium.ts';

/** Each use of a hash or a derived key has its own domain, so that none can stand in for another. */
export type Domain = `accord/${string}`;

/** BLAKE2b over length-prefixed domain and message. */
export function hash(domain: Domain, message: Uint8Array, length = 32): Uint8Array {
	return sodium.crypto_generichash(length, prefixed(domain, message), null);
}

/** BLAKE2b under a key: proves knowledge of the key to whoever has it too. */
export function keyedHash(domain: Domain, key: Uint8Array, message: Uint8Array, length = 32): Uint8Array {
	return sodium.crypto_generichash(length, prefixed(domain, message), key);
}

/** The bytes that are hashed or signed under a domain. */
export function prefixed(domain: Domain, message: Uint8Array): Uint8Array {
	const name = utf8(domain);
	return concat(Uint8Array.of(name.length), name, message);
}

/** HKDF-SHA-256 (RFC 5869) with the domain as its info; salt of at most 32 bytes. */
export function deriveKey(
	secret: Uint8Array,
	domain: Domain,
	length = 32,
	salt: Uint8Array = new Uint8Array(32),
): Uint8Array {
	// HMAC pads a short key with zeros, so a salt padded to 32 bytes is the same salt.
	const saltKey = new Uint8Array(32);
	saltKey.set(salt);
	const extracted = sodium.crypto_auth_hmacsha256(secret, saltKey);
	return expand(extracted, utf8(domain), length);
}

function expand(extracted: Uint8Array, info: Uint8Array, length: number): Uint8Array {
	const derived = new Uint8Array(length);
	let block: Uint8Array = new Uint8Array();
	for (let at = 0, counter = 1; at < length; at += 32, counter++) {
		const next = sodium.crypto_auth_hmacsha256(concat(block, info, Uint8Array.of(counter)), extracted);
		sodium.memzero(block);
		block = next;
		derived.set(block.subarray(0, Math.min(32, length - at)), at);
	}
	sodium.memzero(block);
	sodium.memzero(extracted);
	return derived;
}
