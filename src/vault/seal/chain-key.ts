import type { Result } from '#platform/result.ts';
import { concat } from '../format/bytes.ts';
import type { SealedKeyBox } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame, type ReadFrame } from '../format/frame.ts';
import { hash, keyedHash } from '../format/hash.ts';
import { KeyBoxHeader, type KeyBoxRecipient } from '../format/headers.ts';
import { spell } from '../format/ids.ts';
import {
	ChainKeyId,
	type ChainPlace,
	type LogHead,
	type OrganisationId,
	type PersonId,
	type SealingKey,
	type SigningPair,
} from '../format/model.ts';
import { forget, randomBytes } from '../format/sodium.ts';
import { sealToKey, sealWithKey } from './box.ts';
import type { EpochKeys } from './epoch.ts';
import { sign } from './pairs.ts';

/** The key of one chain of one folder from one vault epoch on. */
export interface ChainKey {
	readonly place: ChainPlace;
	readonly id: ChainKeyId;
	readonly epoch: number;
	readonly secret: Uint8Array;
	/**
	 * Whether a member may write under it. A key from an unsigned box is not vouched for until an accepted
	 * entry uses it: else a server could box a key of its own to the vault and read the next answer.
	 */
	readonly vouched: boolean;
}

/** Who signs a box that the epoch's subkey does not vouch for. */
export interface BoxSigner {
	readonly organisation: OrganisationId;
	readonly person: PersonId;
	readonly signing: SigningPair;
	readonly log: LogHead;
}

/** A fresh chain key under the vault epoch in force. */
export function makeChainKey(place: ChainPlace, epoch: number): ChainKey {
	const secret = randomBytes(32);
	return { place, epoch, secret, vouched: true, id: chainKeyId(place, secret) };
}

/** The id commits to the key and to its place: another key cannot be passed under it. */
export function chainKeyId(place: ChainPlace, secret: Uint8Array): ChainKeyId {
	const { organisation, vault, folder, chain } = place;
	const where = hash(
		'accord/v1/chain-place',
		new TextEncoder().encode([organisation, vault, folder, chain].join(' ')),
	);
	return spell(ChainKeyId, keyedHash('accord/v1/chain-key-id', secret, where, 16));
}

/**
 * The key to append with: the newest vouched one while its epoch is in force, else a fresh one, which must
 * be boxed to every reader of the chain before or with the entry. For a chain that has been opened, `known`
 * are the keys `openChain` gives back.
 */
export function keyForAppend(
	place: ChainPlace,
	known: Iterable<ChainKey>,
	epoch: number,
): { key: ChainKey; fresh: boolean; after?: ChainKey } {
	const newest = [...known]
		.filter((key) => key.vouched)
		.reduce<ChainKey | undefined>(
			// Two writers off line may both have made a key at one epoch; all settle on the same one.
			(best, key) =>
				!best || key.epoch > best.epoch || (key.epoch === best.epoch && key.id < best.id) ? key : best,
			undefined,
		);
	if (newest && newest.epoch >= epoch) return { key: newest, fresh: false };
	return { key: makeChainKey(place, epoch), fresh: true, after: newest };
}

/** For members: under the epoch's symmetric subkey, which only they hold. */
export function boxForMembers(key: ChainKey, epoch: EpochKeys): SealedKeyBox {
	const header = boxHeader(key, { kind: 'epoch', epoch: epoch.epoch });
	return packFrame('keyBox', header, sealWithKey('accord/v1/key-box', header, key.secret, epoch.boxKey));
}

/**
 * For a vault from outside: the sender's boxes to the intake vault and its backup need no signature (the
 * sender's first entry vouches for the key); a member who shares with a partner's vault signs.
 */
export function boxForVault(
	key: ChainKey,
	to: {
		readonly organisation: OrganisationId;
		readonly vault: KeyBoxHeader['vault'];
		readonly epoch: number;
		readonly key: SealingKey;
	},
	by?: BoxSigner,
): SealedKeyBox {
	return sealedBox(
		key,
		{ kind: 'vault', organisation: to.organisation, vault: to.vault, epoch: to.epoch, key: to.key },
		by,
	);
}

/**
 * For the sender. A later key proves knowledge of the one before (`after`), so that a server which knows
 * the sender's public key cannot slip a dialogue of its own in.
 */
export function boxForVisitor(key: ChainKey, visitor: SealingKey, after?: ChainKey): SealedKeyBox {
	const header = boxHeader(key, { kind: 'visitor', key: visitor }, { after: after?.id });
	const proof = after ? visitorBoxProof(after, header, key.secret) : new Uint8Array();
	const message = concat(key.secret, proof);
	const box = sealToKey('accord/v1/key-box', header, message, visitor);
	forget(message);
	return packFrame('keyBox', header, box);
}

/** What shows the sender that a new key comes from somebody who holds the one before. */
export function visitorBoxProof(after: ChainKey, header: Uint8Array, secret: Uint8Array): Uint8Array {
	return keyedHash(
		'accord/v1/key-box-after',
		after.secret,
		concat(hash('accord/v1/key-box', header), secret),
	);
}

/** For one named person of a restricted folder; signed by the member who lets them in. */
export function boxForPerson(
	key: ChainKey,
	to: { readonly person: PersonId; readonly sealing: SealingKey },
	by: BoxSigner,
): SealedKeyBox {
	return sealedBox(key, { kind: 'person', person: to.person, key: to.sealing }, by);
}

function sealedBox(
	key: ChainKey,
	to: Extract<KeyBoxRecipient, { key: SealingKey }>,
	by?: BoxSigner,
): SealedKeyBox {
	const signer = by && { organisation: by.organisation, person: by.person, log: by.log };
	const header = boxHeader(key, to, { by: signer });
	const box = sealToKey('accord/v1/key-box', header, key.secret, to.key);
	const signature = by && sign('accord/v1/key-box', keyBoxMessage(header, box), by.signing.secret);
	return packFrame('keyBox', header, box, signature);
}

/** The clear header of a key box: for whom it is. */
export function readKeyBox(sealed: SealedKeyBox): Result<ReadFrame<KeyBoxHeader>> {
	return readFrame('keyBox', sealed, KeyBoxHeader);
}

/** What the signature of a box covers. */
export function keyBoxMessage(header: Uint8Array, box: Uint8Array): Uint8Array {
	return concat(hash('accord/v1/key-box', header), hash('accord/v1/key-box-content', box));
}

function boxHeader(
	key: ChainKey,
	to: KeyBoxRecipient,
	more: Pick<KeyBoxHeader, 'after' | 'by'> = {},
): Uint8Array {
	return headerBytes(KeyBoxHeader, { ...key.place, key: key.id, epoch: key.epoch, to, ...more });
}
