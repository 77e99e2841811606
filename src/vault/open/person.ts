import { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromSealedCbor } from '../format/cbor.ts';
import type { SealedMasterKey, SealedPairs } from '../format/envelope.ts';
import { Bytes, readFrame } from '../format/frame.ts';
import { deriveKey } from '../format/hash.ts';
import type { PersonId } from '../format/model.ts';
import { MasterKeyHeader, PairsHeader, type Wrapping } from '../format/person.ts';
import { forget, sodium } from '../format/sodium.ts';
import { loginKey, offlineKey, passkeyKey, recoveryKey, type PersonSecrets } from '../seal/person.ts';
import { keyBytes, makeSigningPair } from '../seal/pairs.ts';
import { openWithKey } from './box.ts';

/** What the person brings to unwrap their master key. */
export type UnlockBy =
	| { readonly kind: 'login'; readonly exportKey: Uint8Array; readonly accountSecret: Uint8Array }
	| { readonly kind: 'passkey'; readonly prf: Uint8Array }
	| { readonly kind: 'recovery-code'; readonly secret: Uint8Array }
	| { readonly kind: 'offline'; readonly passphrase: string };

/** Unwraps the master key. `unlock.wrong` for a wrong secret; `unlock.kdf-weakened` before any guess is made. */
export function unwrapMasterKey(sealed: SealedMasterKey, person: PersonId, by: UnlockBy): Result<Uint8Array> {
	const frame = readFrame('masterKey', sealed, MasterKeyHeader);
	if (!frame.ok) return frame;
	const { header, headerBytes, content } = frame.value;
	if (header.person !== person) return refuse('unlock.other-person');
	const key = wrappingKey(header.by, by);
	if (!key.ok) return key;
	const opened = openWithKey('accord/v1/master-key', headerBytes, content, key.value);
	forget(key.value);
	return opened.ok && opened.value.length === 32 ? opened : refuse('unlock.wrong');
}

function wrappingKey(way: Wrapping, by: UnlockBy): Result<Uint8Array> {
	if (way.kind === 'login' && by.kind === 'login') return ok(loginKey(by.exportKey, by.accountSecret));
	if (way.kind === 'passkey' && by.kind === 'passkey') return ok(passkeyKey(by.prf));
	if (way.kind === 'recovery-code' && by.kind === 'recovery-code') return ok(recoveryKey(by.secret));
	if (way.kind === 'offline' && by.kind === 'offline') return offlineKey(by.passphrase, way.salt, way.cost);
	return refuse('unlock.other-way');
}

const PairSecrets = z.strictObject({ signing: Bytes, sealing: Bytes });

/** Opens a person's pairs with the master key; refuses secret halves that do not fit the public ones. */
export function openPairs(
	sealed: SealedPairs,
	person: PersonId,
	masterKey: Uint8Array,
): Result<PersonSecrets> {
	const frame = readFrame('personPairs', sealed, PairsHeader);
	if (!frame.ok) return frame;
	const { header, headerBytes, content } = frame.value;
	if (header.person !== person) return refuse('unlock.other-person');
	const key = deriveKey(masterKey, 'accord/v1/person-pairs-key');
	const opened = openWithKey('accord/v1/person-pairs', headerBytes, content, key);
	forget(key);
	if (!opened.ok) return opened;
	const secrets = PairSecrets.safeParse(fromSealedCbor(opened.value));
	if (!secrets.success || secrets.data.signing.length !== 64 || secrets.data.sealing.length !== 32) {
		return refuse('sealed.malformed');
	}
	const signing = makeSigningPair(secrets.data.signing.slice(0, 32));
	const sealing = { public: header.sealing, secret: secrets.data.sealing.slice() };
	const derived = sodium.crypto_scalarmult_base(sealing.secret);
	const fits = signing.public === header.signing && sodium.memcmp(derived, keyBytes(header.sealing));
	return fits ? ok({ person, masterKey, signing, sealing }) : refuse('unlock.pairs-do-not-fit');
}
