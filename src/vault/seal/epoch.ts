import type { Result } from '#platform/result.ts';
import { concat, utf8 } from '../format/bytes.ts';
import { headerBytes, packFrame, readFrame, type ReadFrame } from '../format/frame.ts';
import { deriveKey, hash } from '../format/hash.ts';
import { EpochPlace, GrantHeader, RecoveryGrantHeader } from '../format/headers.ts';
import type {
	LogHead,
	PersonId,
	PersonPublic,
	SealingKey,
	SealingPair,
	SigningPair,
} from '../format/model.ts';
import type { SealedGrant, SealedLadder, SealedRecoveryGrant } from '../format/envelope.ts';
import { randomBytes } from '../format/sodium.ts';
import { sealToKey, sealWithKey } from './box.ts';
import { makeSealingPair, sign } from './pairs.ts';

/** All that one epoch of a vault gives whoever holds its secret. */
export interface EpochKeys extends EpochPlace {
	readonly secret: Uint8Array;
	/** Outsiders seal to its public half. */
	readonly pair: SealingPair;
	/** Chain keys are boxed under it for members. */
	readonly boxKey: Uint8Array;
	readonly coverKey: Uint8Array;
	/** For blind indexes of exact look-ups. */
	readonly indexKey: Uint8Array;
}

/** Derives an epoch's keys from its secret: HKDF bound to organisation, vault and epoch number. */
export function deriveEpoch(place: EpochPlace, secret: Uint8Array): EpochKeys {
	const salt = hash(
		'accord/v1/epoch-salt',
		concat(utf8(`${place.organisation} ${place.vault} ${place.epoch}`)),
	);
	const { organisation, vault, epoch } = place;
	return {
		organisation,
		vault,
		epoch,
		secret,
		pair: makeSealingPair(deriveKey(secret, 'accord/v1/epoch-pair', 32, salt)),
		boxKey: deriveKey(secret, 'accord/v1/epoch-box-key', 32, salt),
		coverKey: deriveKey(secret, 'accord/v1/epoch-cover-key', 32, salt),
		indexKey: deriveKey(secret, 'accord/v1/epoch-index-key', 32, salt),
	};
}

/** The first epoch of a new vault. */
export function makeFirstEpoch(place: Omit<EpochPlace, 'epoch'>): EpochKeys {
	return deriveEpoch({ ...place, epoch: 1 }, randomBytes(32));
}

/** The next epoch, and the ladder by which whoever holds it reaches the one before. */
export function makeNextEpoch(before: EpochKeys): { keys: EpochKeys; ladder: SealedLadder } {
	const { organisation, vault, epoch } = before;
	const keys = deriveEpoch({ organisation, vault, epoch: epoch + 1 }, randomBytes(32));
	return { keys, ladder: sealLadder(keys, before) };
}

function sealLadder(keys: EpochKeys, before: EpochKeys): SealedLadder {
	const header = headerBytes(EpochPlace, placeOf(keys));
	const key = deriveKey(keys.secret, 'accord/v1/ladder-key');
	return packFrame('ladder', header, sealWithKey('accord/v1/ladder', header, before.secret, key));
}

/** Gives a member an epoch: its secret sealed to them, the whole signed by the one who gives. */
export function sealGrant(
	keys: EpochKeys,
	to: PersonPublic,
	by: { readonly person: PersonId; readonly signing: SigningPair; readonly log: LogHead },
): SealedGrant {
	const header = headerBytes(GrantHeader, {
		...placeOf(keys),
		key: keys.pair.public,
		to: { person: to.person, key: to.sealing },
		by: by.person,
		log: by.log,
	});
	const box = sealToKey('accord/v1/grant', header, keys.secret, to.sealing);
	const signature = sign('accord/v1/grant', grantMessage(header, box), by.signing.secret);
	return packFrame('grant', header, box, signature);
}

/** What a grant's signature covers. */
export function grantMessage(header: Uint8Array, box: Uint8Array): Uint8Array {
	return concat(hash('accord/v1/grant-header', header), hash('accord/v1/grant-box', box));
}

/** Seals an epoch to the organisation's recovery key, so that losing every member's key loses no case. */
export function sealForRecovery(keys: EpochKeys, recovery: SealingKey): SealedRecoveryGrant {
	const header = headerBytes(RecoveryGrantHeader, {
		...placeOf(keys),
		key: keys.pair.public,
		recovery,
	});
	return packFrame(
		'recoveryGrant',
		header,
		sealToKey('accord/v1/recovery-grant', header, keys.secret, recovery),
	);
}

/** The clear header of a grant: to whom, by whom. */
export function readGrant(sealed: SealedGrant): Result<ReadFrame<GrantHeader>> {
	return readFrame('grant', sealed, GrantHeader);
}

/** The clear header of a ladder: the epoch it leads down from. */
export function readLadder(sealed: SealedLadder): Result<ReadFrame<EpochPlace>> {
	return readFrame('ladder', sealed, EpochPlace);
}

/** The clear header of an epoch sealed for recovery. */
export function readRecoveryGrant(sealed: SealedRecoveryGrant): Result<ReadFrame<RecoveryGrantHeader>> {
	return readFrame('recoveryGrant', sealed, RecoveryGrantHeader);
}

function placeOf({ organisation, vault, epoch }: EpochPlace): EpochPlace {
	return { organisation, vault, epoch };
}
