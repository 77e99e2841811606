import { concat } from '../format/bytes.ts';
import { hash, prefixed, type Domain } from '../format/hash.ts';
import type { SealingKey } from '../format/model.ts';
import { forget, randomBytes, sodium } from '../format/sodium.ts';
import { keyBytes } from './pairs.ts';

/** XChaCha20-Poly1305 with a random nonce in front; the header is authenticated with it. */
export function sealWithKey(
	domain: Domain,
	header: Uint8Array,
	message: Uint8Array,
	key: Uint8Array,
): Uint8Array {
	const nonce = randomBytes(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
	return sealWithNonce(domain, header, message, key, nonce);
}

/** The same with a given nonce: only for known-answer vectors and for what `sealWithKey` calls. */
export function sealWithNonce(
	domain: Domain,
	header: Uint8Array,
	message: Uint8Array,
	key: Uint8Array,
	nonce: Uint8Array,
): Uint8Array {
	const bound = prefixed(domain, header);
	return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(message, bound, null, nonce, key));
}

/**
 * A sealed box (X25519, anonymous) to a public key. Such boxes have no associated data, so the hash of the
 * header goes inside: a box moved under another header is told.
 */
export function sealToKey(
	domain: Domain,
	header: Uint8Array,
	message: Uint8Array,
	key: SealingKey,
): Uint8Array {
	const bound = concat(hash(domain, header), message);
	const box = sodium.crypto_box_seal(bound, keyBytes(key));
	forget(bound);
	return box;
}
