import { ok, refuse, type Result } from '#platform/result.ts';
import type { SealedGrant, SealedLadder, SealedRecoveryGrant } from '../format/envelope.ts';
import { deriveKey } from '../format/hash.ts';
import type { EpochPlace } from '../format/headers.ts';
import type { SealingKey, SealingPair } from '../format/model.ts';
import type { AuthorBook } from '../seal/authors.ts';
import {
	deriveEpoch,
	grantMessage,
	readGrant,
	readLadder,
	readRecoveryGrant,
	type EpochKeys,
} from '../seal/epoch.ts';
import { verify } from '../seal/pairs.ts';
import { openWithKey, openWithPair } from './box.ts';

/** What the membership log says of an epoch: the one authority on a vault's public keys. */
export interface DeclaredEpoch extends EpochPlace {
	readonly key: SealingKey;
}

/** Opens a grant: for us, signed by a member of the time, and to the epoch key the membership log declares. */
export function openGrant(
	sealed: SealedGrant,
	pair: SealingPair,
	declared: DeclaredEpoch,
	book: AuthorBook,
): Result<EpochKeys> {
	const frame = readGrant(sealed);
	if (!frame.ok) return frame;
	const { header, headerBytes, content, signature } = frame.value;
	if (!samePlace(header, declared)) return refuse('grant.other-epoch');
	const signer = book.memberKey(header.organisation, header.by, header.log);
	if (!signer.ok) return signer;
	const message = grantMessage(headerBytes, content);
	if (!signature || !verify('accord/v1/grant', message, signature, signer.value)) {
		return refuse('grant.signature-wrong');
	}
	const secret = openWithPair('accord/v1/grant', headerBytes, content, pair);
	return secret.ok ? declaredEpoch(secret.value, declared) : secret;
}

/** Opens an epoch with the organisation's recovery key. */
export function openRecoveryGrant(
	sealed: SealedRecoveryGrant,
	recovery: SealingPair,
	declared: DeclaredEpoch,
): Result<EpochKeys> {
	const frame = readRecoveryGrant(sealed);
	if (!frame.ok) return frame;
	const { header, headerBytes, content } = frame.value;
	if (!samePlace(header, declared)) return refuse('grant.other-epoch');
	const secret = openWithPair('accord/v1/recovery-grant', headerBytes, content, recovery);
	return secret.ok ? declaredEpoch(secret.value, declared) : secret;
}

/** Climbs down one rung: from an epoch to the one before it. */
export function openLadder(
	sealed: SealedLadder,
	from: EpochKeys,
	declaredBefore: DeclaredEpoch,
): Result<EpochKeys> {
	const frame = readLadder(sealed);
	if (!frame.ok) return frame;
	const { header, headerBytes, content } = frame.value;
	if (!samePlace(header, from) || declaredBefore.epoch !== from.epoch - 1) {
		return refuse('ladder.other-epoch');
	}
	const key = deriveKey(from.secret, 'accord/v1/ladder-key');
	const secret = openWithKey('accord/v1/ladder', headerBytes, content, key);
	return secret.ok ? declaredEpoch(secret.value, declaredBefore) : secret;
}

/**
 * Climbs the whole ladder: one grant gives the history. `ladders` by the epoch they lead down from;
 * `declared` by epoch, from the membership log.
 */
export function climbLadder(
	from: EpochKeys,
	ladders: ReadonlyMap<number, SealedLadder>,
	declared: ReadonlyMap<number, DeclaredEpoch>,
	downTo = 1,
): Result<ReadonlyMap<number, EpochKeys>> {
	const reached = new Map([[from.epoch, from]]);
	let at = from;
	while (at.epoch > downTo) {
		const ladder = ladders.get(at.epoch);
		const before = declared.get(at.epoch - 1);
		if (!ladder || !before) return refuse('ladder.rung-missing', { params: { epoch: at.epoch } });
		const next = openLadder(ladder, at, before);
		if (!next.ok) return next;
		at = next.value;
		reached.set(at.epoch, at);
	}
	return ok(reached);
}

function declaredEpoch(secret: Uint8Array, declared: DeclaredEpoch): Result<EpochKeys> {
	if (secret.length !== 32) return refuse('sealed.malformed');
	const keys = deriveEpoch(declared, secret);
	return keys.pair.public === declared.key ? ok(keys) : refuse('grant.epoch-not-declared');
}

function samePlace(a: EpochPlace, b: EpochPlace): boolean {
	return a.organisation === b.organisation && a.vault === b.vault && a.epoch === b.epoch;
}
