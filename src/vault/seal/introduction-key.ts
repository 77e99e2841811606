import { ok, refuse, type Result } from '#platform/result.ts';
import { INTRODUCTION_KEY_DAYS, type IntroductionKey, type OrganisationList } from '../format/documents.ts';
import type { SignedDocument } from '../format/envelope.ts';
import { deriveKey } from '../format/hash.ts';
import type { OrganisationId, OrganisationIdentity, SealingPair, SigningKey } from '../format/model.ts';
import { readDocument, signDocument } from './documents.ts';
import type { OrganisationSecrets } from './organisation.ts';
import { makeSealingPair } from './pairs.ts';

const DAY = 24 * 60 * 60 * 1000;
/** A clock that is ahead of ours by less than this is forgiven. */
const CLOCK_SLACK = 60 * 60 * 1000;
/** So many earlier keys are kept: each stands for a coordinator who left. */
const MOST_EARLIER = 50;

/** What an organisation is asked with: renewed with the recovery key. */
export interface IntroductionPairs {
	/** Opens what others seal to the organisation. */
	readonly sealing: SealingPair;
	/** Seals to the organisation itself what it wishes. */
	readonly wishes: Uint8Array;
}

/** From the recovery key, which every coordinator holds: no further secret to keep, and renewed with it. */
function seedOf({ recovery }: OrganisationSecrets): Uint8Array {
	return deriveKey(recovery.secret, 'accord/v1/introduction-seed');
}

/** The pairs in force. */
export function introductionPairs(secrets: OrganisationSecrets): IntroductionPairs {
	return pairsOf(seedOf(secrets));
}

/** The pairs in force, then those of earlier recovery keys: what was sealed to them is read still. */
export function allIntroductionPairs(secrets: OrganisationSecrets): readonly IntroductionPairs[] {
	return [seedOf(secrets), ...(secrets.introductions ?? [])].map(pairsOf);
}

/** What goes along when the recovery key is renewed. The recovery keys themselves do not. */
export function earlierSeeds(secrets: OrganisationSecrets): readonly Uint8Array[] {
	return [seedOf(secrets), ...(secrets.introductions ?? [])].slice(0, MOST_EARLIER);
}

function pairsOf(seed: Uint8Array): IntroductionPairs {
	return {
		sealing: makeSealingPair(deriveKey(seed, 'accord/v1/introduction-pair')),
		wishes: deriveKey(seed, 'accord/v1/introduction-wishes-key'),
	};
}

/**
 * The pair whose secret with another's public half only the two have: tokens of wishes are made from it. From the
 * signing key, which never changes: were it renewed, others would change what they wish of us at that moment, and the
 * server would see who does.
 */
export function meetingPair({ signing }: OrganisationSecrets): SealingPair {
	return makeSealingPair(deriveKey(signing.secret.subarray(0, 32), 'accord/v1/introduction-meeting'));
}

/** The organisation's word for its introduction key, good for 90 days. */
export function certifyIntroductions(
	of: { readonly organisation: OrganisationId; readonly identity: OrganisationIdentity },
	secrets: OrganisationSecrets,
	issued: string,
): SignedDocument {
	const { sealing } = introductionPairs(secrets);
	const meeting = meetingPair(secrets);
	const expires = new Date(Date.parse(issued) + INTRODUCTION_KEY_DAYS * DAY).toISOString();
	const { organisation, identity } = of;
	return signDocument(
		{
			kind: 'introduction',
			organisation,
			identity,
			key: sealing.public,
			meeting: meeting.public,
			issued,
			expires,
		},
		secrets.signing,
	);
}

/** An introduction key that may be sealed to, and the key that its organisation signs with. */
export interface TrustedIntroduction extends IntroductionKey {
	readonly signing: SigningKey;
}

/**
 * Checks what the server says is an organisation's introduction key: signed by the key that the network's signed list
 * names for it, for this organisation, in time, and not older than one seen before. Refusals:
 * `introduction.not-listed`, `introduction.key-forged`, `introduction.key-swapped`, `introduction.key-older`,
 * `introduction.key-expired`.
 */
export function trustIntroductionKey(
	list: OrganisationList,
	organisation: OrganisationId,
	document: SignedDocument,
	known: { readonly now: number; readonly newest?: string },
): Result<TrustedIntroduction> {
	const listed = list.organisations.find((one) => one.organisation === organisation);
	if (!listed) return refuse('introduction.not-listed');
	const read = readDocument('introduction', document, listed.signing);
	if (!read.ok) return refuse('introduction.key-forged');
	const key = read.value;
	if (key.organisation !== organisation || key.identity !== listed.identity) {
		return refuse('introduction.key-swapped');
	}
	const [issued, expires] = [Date.parse(key.issued), Date.parse(key.expires)];
	if (known.newest !== undefined && issued < Date.parse(known.newest))
		return refuse('introduction.key-older');
	const tooLong = expires - issued > INTRODUCTION_KEY_DAYS * DAY;
	if (tooLong || expires <= known.now || issued > known.now + CLOCK_SLACK) {
		return refuse('introduction.key-expired');
	}
	return ok({ ...key, signing: listed.signing });
}
