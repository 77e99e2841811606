import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes for a link or a cookie; the database keeps only their hash. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. */
export function hashToken(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/** What the database keeps of a device's tag: a stolen database does not pass for a known device. */
export function hashTag(tag: Uint8Array): Buffer {
	return createHash('sha256').update(tag).digest();
}

/** Whether a device sent the tag that was enrolled. */
export function sameTag(kept: Uint8Array, given: Uint8Array | undefined): boolean {
	return given !== undefined && timingSafeEqual(hashTag(given), kept);
}
