import { ok, refuse, type Result } from '#platform/result.ts';
import { DestructionBody } from '../format/checkpoint.ts';
import type { Destruction } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame } from '../format/frame.ts';
import type { SigningKey, SigningPair } from '../format/model.ts';
import type { AuthorBook } from './authors.ts';
import { sign, verify } from './pairs.ts';

/**
 * Signs an order to destroy a folder. Kept after the folder is gone: it tells a wish of the sender from a
 * server that drops things, and is applied again after a restore.
 */
export function signDestruction(body: DestructionBody, signing: SigningPair): Destruction {
	const header = headerBytes(DestructionBody, body);
	const signature = sign('accord/v1/destruction', header, signing.secret);
	return packFrame('destruction', header, new Uint8Array(), signature);
}

/** Verifies an order; `visitor` is the signing key that the folder's first entry names. */
export function checkDestruction(
	destruction: Destruction,
	visitor: SigningKey | undefined,
	book: AuthorBook,
): Result<DestructionBody> {
	const frame = readFrame('destruction', destruction, DestructionBody);
	if (!frame.ok) return frame;
	const { header, headerBytes: signed, signature } = frame.value;
	const key = keyOf(header, visitor, book);
	if (!key.ok) return key;
	const right = signature && verify('accord/v1/destruction', signed, signature, key.value);
	return right ? ok(header) : refuse('destruction.signature-wrong');
}

function keyOf(
	{ by, organisation }: DestructionBody,
	visitor: SigningKey | undefined,
	book: AuthorBook,
): Result<SigningKey> {
	if (by.kind === 'member') return book.memberKey(organisation, by.person, by.log);
	return visitor ? ok(visitor) : refuse('destruction.signature-wrong');
}
