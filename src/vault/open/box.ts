import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url, sameBytes } from '../format/bytes.ts';
import { hash, prefixed, type Domain } from '../format/hash.ts';
import type { SealingPair } from '../format/model.ts';
import { sodium } from '../format/sodium.ts';

const NONCE = 24;

/** Opens what `sealWithKey` sealed under the same domain, header and key. */
export function openWithKey(
	domain: Domain,
	header: Uint8Array,
	sealed: Uint8Array,
	key: Uint8Array,
): Result<Uint8Array> {
	try {
		const nonce = sealed.subarray(0, NONCE);
		const bound = prefixed(domain, header);
		const opened = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
			null,
			sealed.subarray(NONCE),
			bound,
			nonce,
			key,
		);
		return ok(opened);
	} catch {
		return refuse('sealed.altered');
	}
}

/** Opens what `sealToKey` sealed to this pair under the same domain and header. */
export function openWithPair(
	domain: Domain,
	header: Uint8Array,
	box: Uint8Array,
	pair: SealingPair,
): Result<Uint8Array> {
	const key = fromBase64url(pair.public);
	if (!key) return refuse('sealed.altered');
	try {
		const bound = sodium.crypto_box_seal_open(box, key, pair.secret);
		const expected = hash(domain, header);
		if (!sameBytes(bound.subarray(0, expected.length), expected)) return refuse('sealed.moved');
		return ok(bound.slice(expected.length));
	} catch {
		return refuse('sealed.not-for-us');
	}
}
