import { z } from 'zod';
import { fromBase64url } from '#vault/format/bytes.ts';

/** Bytes as they travel in JSON: base64url, of at most so many bytes. */
export function bytesField(most: number, least = 1) {
	return z
		.string()
		.max(Math.ceil((most * 4) / 3))
		.transform((text, context) => {
			const bytes = fromBase64url(text);
			if (bytes && bytes.length >= least && bytes.length <= most) return bytes;
			context.addIssue({ code: 'custom', message: 'not base64url of that length' });
			return z.NEVER;
		});
}
