import { z } from 'zod';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { Destruction, SealedEntry, SealedFirstCover, SealedKeyBox } from '#vault/format/envelope.ts';
import { EntryId, FileId } from '#vault/format/model.ts';
import { ClearFacts, limits } from '../model.ts';

/** What the sender's browser hands to the server: bytes as base64url, and the few clear facts. */
function bytes<T extends Uint8Array = Uint8Array>(most: number, least = 0) {
	return z
		.string()
		.max(Math.ceil((most * 4) / 3))
		.transform((text, context): T => {
			const read = fromBase64url(text);
			if (read && read.length >= least && read.length <= most) return read as T;
			context.addIssue({ code: 'custom', message: 'bytes.malformed' });
			return z.NEVER;
		});
}

const locator = bytes(16, 16);
const thirtyTwo = bytes(32, 32);

/** A file on its way, and the proof that it is the sender's own. */
export const ClaimedFile = z.strictObject({
	file: FileId,
	chunks: z.int().min(1).max(512),
	token: thirtyTwo,
});
export type ClaimedFile = z.output<typeof ClaimedFile>;

const addition = {
	entry: bytes<SealedEntry>(256 * 1024),
	boxes: z.array(bytes<SealedKeyBox>(4096)).max(8),
	files: z.array(ClaimedFile).max(limits.files),
};

export const HandInSealed = z.strictObject({
	...addition,
	locatorHash: thirtyTwo,
	authenticationHash: thirtyTwo,
	facts: ClearFacts,
	cover: bytes<SealedFirstCover>(16 * 1024),
	/** Found by trying: see `work.ts`; none on slow devices, which wait a little longer. */
	work: bytes(8, 8).optional(),
});

/** The locator finds; the authentication key proves the right to write. */
const proved = { locator, authentication: thirtyTwo };

export const OpenFollowed = z.strictObject({ locator });
export const WriteAgain = z.strictObject({ ...proved, ...addition });
export const ClearAnswers = z.strictObject({
	...proved,
	...addition,
	answers: z.array(EntryId).min(1).max(256),
});
export const DestroyRequest = z.strictObject({ ...proved, order: bytes<Destruction>(4096) });
