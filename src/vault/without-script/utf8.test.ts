import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repairUtf8 } from './utf8.ts';

test('good text stays, but for its line ends', () => {
	expect(repairUtf8(Buffer.from('Пришли\r\nв пять утра\n')).toString()).toBe('Пришли\nв пять утра\n');
});

test('whatever comes, text comes out', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
			expect(isUtf8(repairUtf8(Buffer.from(bytes)))).toBe(true);
		}),
	);
	expect(repairUtf8(Buffer.from([0xcf, 0xf0, 0x41])).toString()).toBe('??A');
});
