import type { FollowUpCode } from '../format/follow-up-code.ts';
import type { VisitorKeys } from '../format/headers.ts';
import { utf8, toBase64url } from '../format/bytes.ts';
import { deriveKey, hash } from '../format/hash.ts';
import { spell } from '../format/ids.ts';
import { LocatorHash, type SealingPair, type SigningPair } from '../format/model.ts';
import { forget, randomBytes, sodium } from '../format/sodium.ts';
import { makeSealingPair, makeSigningPair } from './pairs.ts';

/** The cost is part of the format: one pass over 64 MiB, so that the page without script can bear it. */
export const FOLLOW_UP_COST = { passes: 1, mebibytes: 64 } as const;
export const FOLLOW_UP_SALT_BYTES = 16;

/** All that a follow-up code opens. Only hashes and public keys of it are ever stored. */
export interface FollowUp {
	/** 128 bits by which the request is found; sent by the sender, never stored. */
	readonly locator: Uint8Array;
	readonly locatorHash: LocatorHash;
	/** Proves the right to add to, clear and destroy the request; the server stores its hash. */
	readonly authentication: Uint8Array;
	readonly authenticationHash: string;
	readonly sealing: SealingPair;
	readonly signing: SigningPair;
}

/** One salt per network, made when it is founded, published with its public documents. */
export function makeFollowUpSalt(): Uint8Array {
	return randomBytes(FOLLOW_UP_SALT_BYTES);
}

/** Derives everything from the code. Takes about 60 ms and 64 MiB; the caller bounds how many run at once. */
export function deriveFollowUp(code: FollowUpCode, networkSalt: Uint8Array): FollowUp {
	if (networkSalt.length !== FOLLOW_UP_SALT_BYTES) throw new RangeError('The network salt is 16 bytes');
	const digits = utf8(code);
	const stretched = sodium.crypto_pwhash(
		32,
		digits,
		networkSalt,
		FOLLOW_UP_COST.passes,
		FOLLOW_UP_COST.mebibytes * 1024 * 1024,
		sodium.crypto_pwhash_ALG_ARGON2ID13,
	);
	const locator = deriveKey(stretched, 'accord/v1/follow-up-locator', 16);
	const authentication = deriveKey(stretched, 'accord/v1/follow-up-authentication');
	const sealingSeed = deriveKey(stretched, 'accord/v1/follow-up-sealing');
	const signingSeed = deriveKey(stretched, 'accord/v1/follow-up-signing');
	const followUp = {
		locator,
		locatorHash: hashLocator(locator),
		authentication,
		authenticationHash: hashAuthentication(authentication),
		sealing: makeSealingPair(sealingSeed),
		signing: makeSigningPair(signingSeed),
	};
	forget(digits, stretched, sealingSeed, signingSeed);
	return followUp;
}

/** What the server looks a request up by. */
export function hashLocator(locator: Uint8Array): LocatorHash {
	return spell(LocatorHash, hash('accord/v1/locator', locator));
}

/** What the server compares a presented authentication key with. */
export function hashAuthentication(authentication: Uint8Array): string {
	return toBase64url(hash('accord/v1/authentication', authentication));
}

/** The public keys that go into the first entry of the dialogue. */
export function visitorKeys(followUp: FollowUp): VisitorKeys {
	return { signing: followUp.signing.public, sealing: followUp.sealing.public };
}

/** Overwrites what a follow-up code gave, when the page or the child process is done with it. */
export function forgetFollowUp(followUp: FollowUp): void {
	forget(followUp.locator, followUp.authentication, followUp.sealing.secret, followUp.signing.secret);
}
