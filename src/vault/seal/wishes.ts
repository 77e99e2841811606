import { refuse, ok, type Result } from '#platform/result.ts';
import { utf8 } from '../format/bytes.ts';
import { toCbor } from '../format/cbor.ts';
import type { SealedWishes } from '../format/envelope.ts';
import { headerBytes, packFrame } from '../format/frame.ts';
import { deriveKey, hash, keyedHash } from '../format/hash.ts';
import type { OrganisationId, OrganisationIdentity, SealingKey, SealingPair } from '../format/model.ts';
import { forget, randomBytes, sodium } from '../format/sodium.ts';
import { WISHES, WishesHeader, type WishRow, type WishSlot } from '../format/wishes.ts';
import { sealWithKey } from './box.ts';
import { keyBytes } from './pairs.ts';

/** Longer than any list: so all are of this length. */
const LENGTH = 6000;

/**
 * The secret that two organisations have with each other and nobody else, the server included: the same from both
 * sides. Refused where the other's key is one with which there is no secret.
 */
export function pairSecret(
	ours: { readonly identity: OrganisationIdentity; readonly meeting: SealingPair },
	theirs: { readonly identity: OrganisationIdentity; readonly meeting: SealingKey },
): Result<Uint8Array> {
	const both = [
		...[ours.identity, theirs.identity].toSorted(),
		...[ours.meeting.public, theirs.meeting].toSorted(),
	];
	const salt = hash('accord/v1/introduction-pair-salt', utf8(both.join(' ')));
	try {
		const shared = sodium.crypto_scalarmult(ours.meeting.secret, keyBytes(theirs.meeting));
		const secret = deriveKey(shared, 'accord/v1/introduction-pair-secret', 32, salt);
		forget(shared);
		return ok(secret);
	} catch {
		return refuse('introduction.key-forged');
	}
}

/** What stands on the server for a wish: equal from both sides. The proof says who of the two made it. */
export function wishRow(secret: Uint8Array, theme: string, wishing: OrganisationIdentity): WishRow {
	return {
		token: keyedHash('accord/v1/introduction-wish', secret, utf8(theme)),
		proof: keyedHash('accord/v1/introduction-wish-proof', secret, utf8(`${wishing} ${theme}`)),
	};
}

/** What stands there for a place without a wish: nobody can tell it from one. */
export function emptyRow(seed: Uint8Array): WishRow {
	return {
		token: hash('accord/v1/introduction-no-wish', seed),
		proof: hash('accord/v1/introduction-no-wish-proof', seed),
	};
}

/** A place for nobody, like no other. */
export function emptySlot(): WishSlot {
	return { seed: randomBytes(32), wish: null };
}

/** Seals a list to the organisation itself: authentic, for whoever does not have the key cannot make one. */
export function sealWishes(
	header: { readonly organisation: OrganisationId; readonly number: number },
	slots: readonly WishSlot[],
	key: Uint8Array,
): SealedWishes {
	if (slots.length !== WISHES) throw new TypeError(`A list has ${WISHES} places`);
	const bytes = headerBytes(WishesHeader, header);
	const bare = toCbor({ slots, fill: new Uint8Array() });
	const plain = toCbor({ slots, fill: new Uint8Array(LENGTH - bare.length) });
	const box = sealWithKey('accord/v1/introduction-wishes', bytes, plain, key);
	forget(bare, plain);
	return packFrame('wishes', bytes, box);
}
