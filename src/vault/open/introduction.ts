import { ok, refuse, type Result } from '#platform/result.ts';
import { fromSealedCbor } from '../format/cbor.ts';
import type { SealedIntroduction } from '../format/envelope.ts';
import { IntroductionBody, IntroductionBoxes, type IntroductionHeader } from '../format/introduction.ts';
import type { OrganisationId, OrganisationIdentity, SealingPair, SigningKey } from '../format/model.ts';
import { unpad } from '../format/padding.ts';
import { readIntroduction } from '../seal/introduction.ts';
import { openWithPair } from './box.ts';

/** What the reader knows of a message before opening it, from elsewhere than the message. */
export interface ExpectedIntroduction extends Pick<IntroductionHeader, 'introduction' | 'answers'> {
	readonly from: Who;
	readonly to: Who;
	/** By the network's list; of one's own, by one's own log. */
	readonly signing: SigningKey;
}
interface Who {
	readonly organisation: OrganisationId;
	readonly identity: OrganisationIdentity;
}

/**
 * Opens a message as one of the two: signed by the organisation it is said to be from, for this very introduction and
 * as the answer to this very question. What a server puts elsewhere, swaps or replays does not open.
 */
export function openIntroduction(
	sealed: SealedIntroduction,
	as: 'to' | 'own',
	expected: ExpectedIntroduction,
	pairs: readonly SealingPair[],
): Result<IntroductionBody> {
	const read = readIntroduction(sealed, expected.signing);
	if (!read.ok) return read;
	const { header, headerBytes, content } = read.value;
	const fits =
		header.introduction === expected.introduction &&
		header.answers === expected.answers &&
		same(header.from, expected.from) &&
		same(header.to, expected.to);
	if (!fits) return refuse('introduction.moved');
	const { key } = as === 'to' ? header.to : header.from;
	const pair = pairs.find((one) => one.public === key);
	if (!pair) return refuse('introduction.not-for-us');
	const boxes = IntroductionBoxes.safeParse(fromSealedCbor(content));
	if (!boxes.success) return refuse('sealed.malformed');
	const opened = openWithPair(`accord/v1/introduction-${as}`, headerBytes, boxes.data[as], pair);
	if (!opened.ok) return opened;
	const plain = unpad(opened.value);
	if (!plain.ok) return plain;
	const body = IntroductionBody.safeParse(fromSealedCbor(plain.value));
	return body.success ? ok(body.data) : refuse('sealed.malformed');
}

function same(a: Who, b: Who): boolean {
	return a.organisation === b.organisation && a.identity === b.identity;
}
