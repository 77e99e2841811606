import { ok, refuse, type Result } from '#platform/result.ts';
import { DestructionBody } from '../format/checkpoint.ts';
import type { Destruction } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame } from '../format/frame.ts';
import type { SigningKey, SigningPair } from '../format/model.ts';
import type { AuthorBook } from './authors.ts';
import { sign, verify } from './pairs.ts';
import { senderFolder } from './sender-folder.ts';

/**
 * Signs an order to destroy a folder. Kept after the folder is gone: it tells a wish of the sender from a
 * server that drops things, and is applied again after a restore.
 */
export function signDestruction(body: DestructionBody, signing: SigningPair): Destruction {
	const header = headerBytes(DestructionBody, body);
	const signature = sign('accord/v1/destruction', header, signing.secret);
	return packFrame('destruction', header, new Uint8Array(), signature);
}

/**
 * Verifies an order. A sender's carries their key, and the folder's id commits to it; so it is checked without
 * having opened the folder, and no key of the server's own will do.
 */
export function checkDestruction(destruction: Destruction, book: AuthorBook): Result<DestructionBody> {
	const frame = readFrame('destruction', destruction, DestructionBody);
	if (!frame.ok) return frame;
	const { header, headerBytes: signed, signature } = frame.value;
	const key = keyOf(header, book);
	if (!key.ok) return key;
	const right = signature && verify('accord/v1/destruction', signed, signature, key.value);
	return right ? ok(header) : refuse('destruction.signature-wrong');
}

function keyOf({ by, organisation, folder }: DestructionBody, book: AuthorBook): Result<SigningKey> {
	if (by.kind === 'member') return book.memberKey(organisation, by.person, by.log);
	return senderFolder(by.signing) === folder ? ok(by.signing) : refuse('destruction.other-sender');
}
