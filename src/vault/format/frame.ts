import { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromSealedCbor, toCbor, type Plain } from './cbor.ts';
import { packFormat, unpackFormat, type Format, type Sealed } from './envelope.ts';

export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A clear header as the exact bytes that are authenticated, what is sealed or signed, and perhaps a signature. */
const Frame = z.strictObject({ h: Bytes, c: Bytes, s: Bytes.optional() });

export interface ReadFrame<H> {
	readonly header: H;
	/** What seals and signatures bind: these bytes, not a rendering of them. */
	readonly headerBytes: Uint8Array;
	readonly content: Uint8Array;
	readonly signature?: Uint8Array;
}

/** Joins header bytes, content and signature under the version bytes of the format. */
export function packFrame<F extends Format>(
	format: F,
	headerBytes: Uint8Array,
	content: Uint8Array,
	signature?: Uint8Array,
): Sealed<F> {
	return packFormat(format, { h: headerBytes, c: content, s: signature });
}

/** The bytes of a header, checked against its schema first: nothing malformed is ever sealed. */
export function headerBytes<S extends z.ZodType>(schema: S, header: z.input<S>): Uint8Array {
	return toCbor(schema.parse(header) as Plain);
}

/** Reads the clear parts of a sealed thing; opens and verifies nothing. */
export function readFrame<F extends Format, S extends z.ZodType>(
	format: F,
	bytes: Sealed<F>,
	schema: S,
): Result<ReadFrame<z.infer<S>>> {
	const frame = unpackFormat(format, bytes, Frame);
	if (!frame.ok) return frame;
	const { h, c, s } = frame.value;
	const value = fromSealedCbor(h);
	const header = value === undefined ? undefined : schema.safeParse(value);
	if (!header?.success) return refuse('sealed.malformed');
	return ok({ header: header.data, headerBytes: h, content: c, signature: s });
}
