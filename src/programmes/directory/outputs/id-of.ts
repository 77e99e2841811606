import { createHash } from 'node:crypto';

/** The same id each time for the same thing, where a format wants one and we keep none: a UUID of version 5. */
export function idOf(...parts: readonly string[]): string {
	const bytes = createHash('sha1')
		.update(['accord', ...parts].join('\u001f'))
		.digest()
		.subarray(0, 16);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
