import { ok, refuse, type Result } from '#platform/result.ts';
import { sameBytes } from '../format/bytes.ts';
import type { SealedKeyBox } from '../format/envelope.ts';
import type { ReadFrame } from '../format/frame.ts';
import type { KeyBoxHeader } from '../format/headers.ts';
import { ChainPlace, type ChainKeyId, type PersonId, type SealingPair } from '../format/model.ts';
import type { AuthorBook } from '../seal/authors.ts';
import { chainKeyId, keyBoxMessage, readKeyBox, visitorBoxProof, type ChainKey } from '../seal/chain-key.ts';
import type { EpochKeys } from '../seal/epoch.ts';
import { verify } from '../seal/pairs.ts';
import { openWithKey, openWithPair } from './box.ts';

type Box = ReadFrame<KeyBoxHeader>;

/**
 * Opens a key box as a member of the vault it is addressed to. A box from outside must be signed by a member
 * of the sharing organisation; only a dialogue's first key comes unsigned (the sender's first entry vouches
 * for it), so that nobody can give the staff an internal chain whose key the server knows.
 */
export function openKeyBox(
	sealed: SealedKeyBox,
	epochs: ReadonlyMap<number, EpochKeys>,
	book: AuthorBook,
): Result<ChainKey> {
	const box = readKeyBox(sealed);
	if (!box.ok) return box;
	const { header, headerBytes, content } = box.value;
	const { to } = header;
	if (to.kind !== 'epoch' && to.kind !== 'vault') return refuse('key-box.not-for-us');
	const epoch = epochs.get(to.epoch);
	if (!epoch) return refuse('key-box.epoch-unknown', { params: { epoch: to.epoch } });
	if (to.kind === 'epoch') {
		if (header.vault !== epoch.vault || header.organisation !== epoch.organisation) {
			return refuse('key-box.not-for-us');
		}
		// Whoever holds only an old epoch, as a removed member does, makes no key for a later one.
		if (header.epoch > to.epoch) return refuse('key-box.epoch-ahead');
		return keyFrom(header, openWithKey('accord/v1/key-box', headerBytes, content, epoch.boxKey), true);
	}
	if (to.vault !== epoch.vault || to.organisation !== epoch.organisation) return refuse('key-box.not-for-us');
	if (header.by || header.chain !== 'dialogue') {
		const signed = checkSignature(box.value, book);
		if (!signed.ok) return signed;
	}
	const vouched = header.by !== undefined;
	return keyFrom(header, openWithPair('accord/v1/key-box', headerBytes, content, epoch.pair), vouched);
}

/** Opens a key box addressed to a person by name; always signed. */
export function openPersonalKeyBox(
	sealed: SealedKeyBox,
	person: PersonId,
	pair: SealingPair,
	book: AuthorBook,
): Result<ChainKey> {
	const box = readKeyBox(sealed);
	if (!box.ok) return box;
	const { header, headerBytes, content } = box.value;
	if (header.to.kind !== 'person' || header.to.person !== person) return refuse('key-box.not-for-us');
	const signed = checkSignature(box.value, book);
	if (!signed.ok) return signed;
	return keyFrom(header, openWithPair('accord/v1/key-box', headerBytes, content, pair), true);
}

/**
 * Opens the sender's boxes: the first key by the follow-up code alone, each later one only if it proves
 * knowledge of a key already held. Boxes that prove nothing are refused by name, not skipped in silence.
 */
export function openVisitorKeyBoxes(
	boxes: readonly SealedKeyBox[],
	pair: SealingPair,
	firstKey: ChainKeyId,
): Result<ReadonlyMap<ChainKeyId, ChainKey>> {
	const held = new Map<ChainKeyId, ChainKey>();
	let waiting: Box[] = [];
	for (const sealed of boxes) {
		const box = readKeyBox(sealed);
		if (!box.ok) return box;
		const { to } = box.value.header;
		if (to.kind !== 'visitor' || to.key !== pair.public) return refuse('key-box.not-for-us');
		waiting.push(box.value);
	}
	for (let progress = true; progress && waiting.length > 0;) {
		progress = false;
		const later: Box[] = [];
		for (const box of waiting) {
			const { after, key } = box.header;
			const known = after && held.get(after);
			if (after ? !known : key !== firstKey) {
				later.push(box);
				continue;
			}
			const opened = openVisitorBox(box, pair, known);
			if (!opened.ok) return opened;
			held.set(opened.value.id, opened.value);
			progress = true;
		}
		waiting = later;
	}
	return waiting.length > 0 ? refuse('key-box.not-continued') : ok(held);
}

function openVisitorBox(box: Box, pair: SealingPair, after: ChainKey | undefined): Result<ChainKey> {
	const { header, headerBytes, content } = box;
	const opened = openWithPair('accord/v1/key-box', headerBytes, content, pair);
	if (!opened.ok) return opened;
	const secret = opened.value.slice(0, 32);
	const proof = opened.value.subarray(32);
	if (after && !sameBytes(proof, visitorBoxProof(after, headerBytes, secret))) {
		return refuse('key-box.not-continued');
	}
	return keyFrom(header, ok(secret), true);
}

function checkSignature({ header, headerBytes, content, signature }: Box, book: AuthorBook): Result<void> {
	if (!header.by || !signature) return refuse('key-box.unsigned');
	const { organisation, person, log } = header.by;
	const signer = book.memberKey(organisation, person, log);
	if (!signer.ok) return signer;
	const since = book.epochSince(header.organisation, header.vault, header.epoch);
	if (!since.ok) return since;
	// A removed member's signature is good for the time before: not for an epoch that came after.
	if (log.index < since.value) return refuse('key-box.epoch-ahead');
	const message = keyBoxMessage(headerBytes, content);
	return verify('accord/v1/key-box', message, signature, signer.value)
		? ok(undefined)
		: refuse('key-box.signature-wrong');
}

function keyFrom(header: KeyBoxHeader, secret: Result<Uint8Array>, vouched: boolean): Result<ChainKey> {
	if (!secret.ok) return secret;
	const { organisation, vault, folder, chain, key, epoch } = header;
	const place = ChainPlace.parse({ organisation, vault, folder, chain });
	if (secret.value.length !== 32 || chainKeyId(place, secret.value) !== key) {
		return refuse('key-box.other-key');
	}
	return ok({ place, id: key, epoch, secret: secret.value, vouched });
}
