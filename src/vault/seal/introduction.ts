import { ok, refuse, type Result } from '#platform/result.ts';
import { concat } from '../format/bytes.ts';
import { toCbor } from '../format/cbor.ts';
import type { SealedIntroduction } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame, type ReadFrame } from '../format/frame.ts';
import { hash } from '../format/hash.ts';
import { spell } from '../format/ids.ts';
import { IntroductionBody, IntroductionHeader } from '../format/introduction.ts';
import { IntroductionHash, type SigningKey, type SigningPair } from '../format/model.ts';
import { pad } from '../format/padding.ts';
import { forget } from '../format/sodium.ts';
import { sealToKey } from './box.ts';
import { sign, verify } from './pairs.ts';

/**
 * Seals a message from one organisation to another: padded, once to the other and once to oneself, and all of it
 * signed with the organisation's key. Each box carries the hash of the header: under another header it does not open.
 */
export function sealIntroduction(
	header: IntroductionHeader,
	body: IntroductionBody,
	signing: SigningPair,
): SealedIntroduction {
	const bytes = headerBytes(IntroductionHeader, header);
	const spelt = toCbor(IntroductionBody.parse(body));
	const plain = pad(spelt);
	const boxes = toCbor({
		to: sealToKey('accord/v1/introduction-to', bytes, plain, header.to.key),
		own: sealToKey('accord/v1/introduction-own', bytes, plain, header.from.key),
	});
	forget(spelt, plain);
	const signature = sign('accord/v1/introduction', introductionMessage(bytes, boxes), signing.secret);
	return packFrame('introduction', bytes, boxes, signature);
}

/** Reads who writes to whom, once the signature over header and both boxes is seen to be by this key. */
export function readIntroduction(
	sealed: SealedIntroduction,
	signer: SigningKey,
): Result<ReadFrame<IntroductionHeader>> {
	const frame = readFrame('introduction', sealed, IntroductionHeader);
	if (!frame.ok) return frame;
	const { headerBytes: bytes, content, signature } = frame.value;
	const right =
		signature && verify('accord/v1/introduction', introductionMessage(bytes, content), signature, signer);
	return right ? ok(frame.value) : refuse('introduction.signature-wrong');
}

/** The name of a message, over all its bytes. */
export function hashIntroduction(sealed: SealedIntroduction): IntroductionHash {
	return spell(IntroductionHash, hash('accord/v1/introduction-hash', sealed));
}

/** What the signature of a message covers. */
export function introductionMessage(header: Uint8Array, boxes: Uint8Array): Uint8Array {
	return concat(hash('accord/v1/introduction-header', header), hash('accord/v1/introduction-boxes', boxes));
}
