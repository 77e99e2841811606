import { ok, refuse, type Result } from '#platform/result.ts';
import { concat, utf8 } from '../format/bytes.ts';
import { toCbor } from '../format/cbor.ts';
import type { SealedMasterKey, SealedPairs } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame } from '../format/frame.ts';
import { deriveKey } from '../format/hash.ts';
import type { PersonId, PersonPublic, SealingPair, SigningPair } from '../format/model.ts';
import {
	LEAST_OFFLINE_COST,
	MasterKeyHeader,
	MOST_OFFLINE_COST,
	PairsHeader,
	type KdfCost,
	type Wrapping,
} from '../format/person.ts';
import { PRINTED_BYTES } from '../format/printed-code.ts';
import { forget, randomBytes, sodium } from '../format/sodium.ts';
import { sealWithKey } from './box.ts';
import { makeSealingPair, makeSigningPair } from './pairs.ts';

/** What a person has once unlocked. Lives in one worker's memory and is never persisted in clear. */
export interface PersonSecrets {
	readonly person: PersonId;
	readonly masterKey: Uint8Array;
	readonly signing: SigningPair;
	readonly sealing: SealingPair;
}

/** Makes a person's keys, silently, at first sign-in. */
export function makePerson(person: PersonId): PersonSecrets {
	return { person, masterKey: randomBytes(32), signing: makeSigningPair(), sealing: makeSealingPair() };
}

/** The public halves, for the membership log. */
export function publicOf(secrets: PersonSecrets): PersonPublic {
	return { person: secrets.person, signing: secrets.signing.public, sealing: secrets.sealing.public };
}

/** 128 bits on the printed sheet and on each enrolled device; without it the server's copy opens nothing. */
export function makeAccountSecret(): Uint8Array {
	return randomBytes(PRINTED_BYTES['account-secret']);
}

/** 160 bits, printed once. */
export function makeRecoverySecret(): Uint8Array {
	return randomBytes(PRINTED_BYTES['recovery-code']);
}

/** Wraps the secret halves of the pairs under the master key. */
export function sealPairs(secrets: PersonSecrets): SealedPairs {
	const header = headerBytes(PairsHeader, publicOf(secrets));
	const plain = toCbor({ signing: secrets.signing.secret, sealing: secrets.sealing.secret });
	const key = deriveKey(secrets.masterKey, 'accord/v1/person-pairs-key');
	const sealed = packFrame('personPairs', header, sealWithKey('accord/v1/person-pairs', header, plain, key));
	forget(plain, key);
	return sealed;
}

/** Wraps the master key for log-in: both the OPAQUE export key and the account secret are needed. */
export function wrapForLogin(
	secrets: Pick<PersonSecrets, 'person' | 'masterKey'>,
	exportKey: Uint8Array,
	accountSecret: Uint8Array,
): SealedMasterKey {
	return wrap(secrets, { kind: 'login' }, loginKey(exportKey, accountSecret));
}

/** Wraps the master key by a passkey's PRF output; `salt` is what the PRF was evaluated over. */
export function wrapForPasskey(
	secrets: Pick<PersonSecrets, 'person' | 'masterKey'>,
	prf: Uint8Array,
	passkey: { readonly credential: string; readonly salt: Uint8Array },
): SealedMasterKey {
	return wrap(secrets, { kind: 'passkey', ...passkey }, passkeyKey(prf));
}

/** Wraps the master key by the printed recovery code. */
export function wrapForRecovery(
	secrets: Pick<PersonSecrets, 'person' | 'masterKey'>,
	recoverySecret: Uint8Array,
): SealedMasterKey {
	return wrap(secrets, { kind: 'recovery-code' }, recoveryKey(recoverySecret));
}

/** Wraps the master key for this device, off line: Argon2id over the generated passphrase. */
export function wrapForOffline(
	secrets: Pick<PersonSecrets, 'person' | 'masterKey'>,
	passphrase: string,
	cost: KdfCost = LEAST_OFFLINE_COST,
): Result<SealedMasterKey> {
	const salt = randomBytes(sodium.crypto_pwhash_SALTBYTES);
	const key = offlineKey(passphrase, salt, cost);
	return key.ok ? ok(wrap(secrets, { kind: 'offline', salt, cost }, key.value)) : key;
}

/**
 * The pair whose public half the server keeps: a signature with it proves possession of the recovery
 * code, and so the right to enrol a new passphrase.
 */
export function recoveryProofPair(recoverySecret: Uint8Array): SigningPair {
	return makeSigningPair(deriveKey(recoverySecret, 'accord/v1/recovery-proof'));
}

/** The clear header of a wrapped master key: by which way it is unwrapped. */
export function readMasterKey(sealed: SealedMasterKey): Result<MasterKeyHeader> {
	const frame = readFrame('masterKey', sealed, MasterKeyHeader);
	return frame.ok ? ok(frame.value.header) : frame;
}

/** The wrapping key of a log-in. */
export function loginKey(exportKey: Uint8Array, accountSecret: Uint8Array): Uint8Array {
	const both = concat(Uint8Array.of(exportKey.length), exportKey, accountSecret);
	const key = deriveKey(both, 'accord/v1/wrap-login');
	forget(both);
	return key;
}

/** The wrapping key of a passkey. */
export function passkeyKey(prf: Uint8Array): Uint8Array {
	return deriveKey(prf, 'accord/v1/wrap-passkey');
}

/** The wrapping key of the recovery code. */
export function recoveryKey(recoverySecret: Uint8Array): Uint8Array {
	return deriveKey(recoverySecret, 'accord/v1/wrap-recovery');
}

/** The wrapping key of an off-line unlock; refuses costs that were made too small, or absurdly large. */
export function offlineKey(passphrase: string, salt: Uint8Array, cost: KdfCost): Result<Uint8Array> {
	const least = LEAST_OFFLINE_COST;
	const most = MOST_OFFLINE_COST;
	if (cost.passes < least.passes || cost.mebibytes < least.mebibytes) return refuse('unlock.kdf-weakened');
	if (cost.passes > most.passes || cost.mebibytes > most.mebibytes) return refuse('unlock.kdf-too-costly');
	if (salt.length !== sodium.crypto_pwhash_SALTBYTES) return refuse('sealed.malformed');
	const words = utf8(passphrase);
	const stretched = sodium.crypto_pwhash(
		32,
		words,
		salt,
		cost.passes,
		cost.mebibytes * 1024 * 1024,
		sodium.crypto_pwhash_ALG_ARGON2ID13,
	);
	const key = deriveKey(stretched, 'accord/v1/wrap-offline');
	forget(words, stretched);
	return ok(key);
}

function wrap(
	{ person, masterKey }: Pick<PersonSecrets, 'person' | 'masterKey'>,
	by: Wrapping,
	key: Uint8Array,
): SealedMasterKey {
	const header = headerBytes(MasterKeyHeader, { person, by });
	const sealed = packFrame('masterKey', header, sealWithKey('accord/v1/master-key', header, masterKey, key));
	forget(key);
	return sealed;
}
