import { fromBase64url } from '../format/bytes.ts';
import { hash, prefixed, type Domain } from '../format/hash.ts';
import { spell } from '../format/ids.ts';
import { Fingerprint, SealingKey, SigningKey, type SealingPair, type SigningPair } from '../format/model.ts';
import { randomBytes, sodium } from '../format/sodium.ts';

/** An Ed25519 pair, fresh or from a 32-byte seed. */
export function makeSigningPair(seed: Uint8Array = randomBytes(32)): SigningPair {
	const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
	return { public: spell(SigningKey, publicKey), secret: privateKey };
}

/** An X25519 pair, fresh or from a 32-byte seed. */
export function makeSealingPair(seed: Uint8Array = randomBytes(32)): SealingPair {
	const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed);
	return { public: spell(SealingKey, publicKey), secret: privateKey };
}

/** The bytes of a public key. */
export function keyBytes(key: SigningKey | SealingKey): Uint8Array {
	const bytes = fromBase64url(key);
	if (bytes?.length !== 32) throw new TypeError('A public key is 32 bytes');
	return bytes;
}

/** Ed25519 over the domain and the message: a signature made for one purpose proves nothing for another. */
export function sign(domain: Domain, message: Uint8Array, secret: Uint8Array): Uint8Array {
	return sodium.crypto_sign_detached(prefixed(domain, message), secret);
}

/** Whether the signature is right; false also for malformed signatures and keys. */
export function verify(domain: Domain, message: Uint8Array, signature: Uint8Array, key: SigningKey): boolean {
	if (signature.length !== 64) return false;
	try {
		return sodium.crypto_sign_verify_detached(signature, prefixed(domain, message), keyBytes(key));
	} catch {
		return false;
	}
}

/** What people compare of a person: both public keys in one hash. */
export function personFingerprint(keys: {
	readonly signing: SigningKey;
	readonly sealing: SealingKey;
}): Fingerprint {
	const both = new Uint8Array(64);
	both.set(keyBytes(keys.signing));
	both.set(keyBytes(keys.sealing), 32);
	return spell(Fingerprint, hash('accord/v1/person-fingerprint', both));
}

/** The fingerprint a network publishes on paper and elsewhere: the hash of its signing key. */
export function networkFingerprint(key: SigningKey): Fingerprint {
	return spell(Fingerprint, hash('accord/v1/network-fingerprint', keyBytes(key)));
}

/** What an organisation may print on paper of the key with which it signs letters. */
export function organisationFingerprint(key: SigningKey): Fingerprint {
	return spell(Fingerprint, hash('accord/v1/organisation-fingerprint', keyBytes(key)));
}
