import { hash } from '#vault/format/hash.ts';
import { concat, utf8 } from '#vault/format/bytes.ts';

/** What the browser shows with each chunk: it follows from the code, so a broken upload can be taken up again. */
export function uploadToken(authentication: Uint8Array, file: string): Uint8Array {
	return hash('accord/v1/upload-token', concat(authentication, utf8(file)));
}

/** What the server keeps of a token. */
export function hashUploadToken(token: Uint8Array): Uint8Array {
	return hash('accord/v1/upload-token-hash', token);
}
