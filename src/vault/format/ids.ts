import type { z } from 'zod';
import { toBase64url } from './bytes.ts';
import { randomBytes } from './sodium.ts';

const HEX = [...Array(256).keys()].map((byte) => byte.toString(16).padStart(2, '0'));

/** A fresh random id (UUID version 4), made by the client; never ordered by time. */
export function newId<T extends z.ZodType<string>>(kind: T): z.infer<T> {
	return idOf(kind, randomBytes(16));
}

/** An id of sixteen bytes that are random, or a hash and so look it: spelled alike, for nobody to tell them apart. */
export function idOf<T extends z.ZodType<string>>(kind: T, given: Uint8Array): z.infer<T> {
	const bytes = given.slice(0, 16);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = [...bytes].map((byte) => HEX[byte]).join('');
	const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
		'-',
	);
	return kind.parse(id);
}

/** Spells public bytes as the branded text of their kind. */
export function spell<T extends z.ZodType<string>>(kind: T, bytes: Uint8Array): z.infer<T> {
	return kind.parse(toBase64url(bytes));
}
