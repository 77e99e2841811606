import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from './bytes.ts';
import { fromCbor, textFrom, toCbor, type Plain } from './cbor.ts';

test('text that comes as bytes is spelt like the same text as a string', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, key) => {
			const asBytes = toCbor({ [key]: [textFrom(utf8(text))], n: 1 });
			expect(asBytes).toEqual(toCbor({ [key]: [text], n: 1 } as Plain));
			expect(fromCbor(asBytes)).toEqual({ [key]: [text], n: 1 });
		}),
	);
});
