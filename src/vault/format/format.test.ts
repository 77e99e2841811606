import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromBase64url, toBase64url } from './bytes.ts';
import { fromCbor, toCbor, type Plain } from './cbor.ts';
import { FORMATS, packFormat, unpackFormat } from './envelope.ts';
import { deriveKey, hash, keyedHash } from './hash.ts';
import { newId } from './ids.ts';
import { EntryId } from './model.ts';
import { pad, padmeLength, SMALLEST_PADDED, unpad } from './padding.ts';
import { sodium, vaultReady } from './sodium.ts';
import { z } from 'zod';

beforeAll(vaultReady);

const bytes = (options?: fc.IntArrayConstraints) => fc.uint8Array(options);
const plain: fc.Arbitrary<Plain> = fc.letrec<{ plain: Plain }>((tie) => ({
	plain: fc.oneof(
		{ depthSize: 'small' },
		fc.constant(null),
		fc.boolean(),
		fc.maxSafeInteger(),
		fc.string(),
		bytes({ maxLength: 40 }),
		fc.array(tie('plain'), { maxLength: 4 }),
		fc.dictionary(
			fc.string({ maxLength: 8 }).filter((key) => key !== '__proto__'),
			tie('plain'),
			{ maxKeys: 4, noNullPrototype: true },
		),
	),
})).plain;

describe('base64url', () => {
	test('round trips, and agrees with libsodium', () => {
		fc.assert(
			fc.property(bytes(), (given) => {
				const text = toBase64url(given);
				expect(text).toBe(sodium.to_base64(given, sodium.base64_variants.URLSAFE_NO_PADDING));
				expect(fromBase64url(text)).toEqual(given);
			}),
		);
	});

	test('takes one spelling only', () => {
		expect(fromBase64url('AB')).toBeUndefined();
		expect(fromBase64url('A')).toBeUndefined();
		expect(fromBase64url('AA==')).toBeUndefined();
		expect(fromBase64url('A+')).toBeUndefined();
	});
});

describe('deterministic CBOR', () => {
	test('round trips', () => {
		fc.assert(
			fc.property(plain, (given) => {
				expect(fromCbor(toCbor(given))).toEqual(given);
			}),
		);
	});

	test('gives the same bytes whatever the order of keys', () => {
		expect(toCbor({ b: 1, a: 2, aa: 3 })).toEqual(toCbor({ aa: 3, a: 2, b: 1 }));
	});

	test('refuses other spellings of the same value', () => {
		expect(fromCbor(Uint8Array.of(0x18, 0x01))).toBeUndefined();
		expect(fromCbor(Uint8Array.of(0xa2, 0x61, 0x62, 0x01, 0x61, 0x61, 0x02))).toBeUndefined();
		expect(fromCbor(Uint8Array.of(0xa2, 0x61, 0x61, 0x01, 0x61, 0x61, 0x02))).toBeUndefined();
		expect(fromCbor(Uint8Array.of(0x01, 0x02))).toBeUndefined();
		expect(fromCbor(new Uint8Array())).toBeUndefined();
	});

	test('never throws on what a stranger sends', () => {
		fc.assert(fc.property(bytes({ maxLength: 200 }), (given) => void fromCbor(given)));
	});
});

describe('Padmé', () => {
	test('grows by at most 12 %, never shrinks, and tells few bits of a length', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (length) => {
				const padded = padmeLength(length);
				expect(padded).toBeGreaterThanOrEqual(length);
				expect(padded / length).toBeLessThanOrEqual(1.12);
				expect(padmeLength(padded)).toBe(padded);
			}),
		);
		const lengths = new Set(Array.from({ length: 100_000 }, (_, length) => padmeLength(length + 1)));
		// A hundred thousand lengths look like fewer than two hundred.
		expect(lengths.size).toBeLessThan(200);
	});

	test('comes off as it was put on, and nothing else comes off', () => {
		fc.assert(
			fc.property(bytes({ maxLength: 3000 }), (given) => {
				const padded = pad(given);
				expect(padded.length).toBeGreaterThanOrEqual(SMALLEST_PADDED);
				expect(unpad(padded)).toEqual({ ok: true, value: given });
			}),
		);
		expect(unpad(new Uint8Array(256)).ok).toBe(false);
		expect(unpad(new Uint8Array()).ok).toBe(false);
		expect(unpad(pad(new Uint8Array(10)).subarray(0, 200)).ok).toBe(false);
	});
});

describe('hashes and derived keys', () => {
	test('differ by domain, and a domain cannot run over into the message', () => {
		const message = Uint8Array.of(1, 2, 3);
		expect(hash('accord/a', message)).not.toEqual(hash('accord/b', message));
		expect(hash('accord/ab', Uint8Array.of(0x63))).not.toEqual(hash('accord/abc', new Uint8Array()));
		expect(keyedHash('accord/a', message, message)).not.toEqual(hash('accord/a', message));
	});

	test('HKDF is that of RFC 5869 (compared with the platform)', async () => {
		const secret = sodium.randombytes_buf(32);
		const salt = sodium.randombytes_buf(16);
		const key = await crypto.subtle.importKey('raw', secret as Uint8Array<ArrayBuffer>, 'HKDF', false, [
			'deriveBits',
		]);
		const info = new TextEncoder().encode('accord/v1/test');
		const bits = await crypto.subtle.deriveBits(
			{ name: 'HKDF', hash: 'SHA-256', salt: salt as Uint8Array<ArrayBuffer>, info },
			key,
			80 * 8,
		);
		expect(deriveKey(secret, 'accord/v1/test', 80, salt)).toEqual(new Uint8Array(bits));
	});
});

describe('formats', () => {
	test('each has its own kind, and says when kind or version is another', () => {
		const kinds = Object.values(FORMATS).map(({ kind }) => kind);
		expect(new Set(kinds).size).toBe(kinds.length);
		const packed = packFormat('entry', { a: 1 });
		const schema = z.strictObject({ a: z.int() });
		expect(unpackFormat('entry', packed, schema)).toEqual({ ok: true, value: { a: 1 } });
		expect(unpackFormat('cover', packed, schema)).toMatchObject({ refusal: { id: 'sealed.other-kind' } });
		const newer = packed.slice();
		newer[1] = 2;
		expect(unpackFormat('entry', newer, schema)).toMatchObject({
			refusal: { id: 'sealed.version-unknown', params: { version: 2 } },
		});
		expect(unpackFormat('entry', packed, z.strictObject({ b: z.int() }))).toMatchObject({
			refusal: { id: 'sealed.malformed' },
		});
	});

	test('ids are random UUIDs, never the same', () => {
		const ids = Array.from({ length: 1000 }, () => newId(EntryId));
		expect(new Set(ids).size).toBe(1000);
		for (const id of ids) expect(EntryId.safeParse(id).success).toBe(true);
	});
});
