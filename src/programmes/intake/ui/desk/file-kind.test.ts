import { expect, test } from 'vitest';
import { kindOf, textOf } from './file-kind.ts';

const bytes = (...given: number[]) => Uint8Array.from(given);

test('a file is what its bytes say, whatever it is called', () => {
	expect(kindOf('text/html', bytes(0x89, 0x50, 0x4e, 0x47))).toEqual({ kind: 'picture', type: 'image/png' });
	expect(kindOf('image/png', bytes(0x25, 0x50, 0x44, 0x46, 0x2d))).toEqual({
		kind: 'pdf',
		type: 'application/pdf',
	});
});

test('nothing that could run is ever shown as what it claims to be', () => {
	const page = new TextEncoder().encode('<script>alert(1)</script>');
	for (const claimed of ['text/html', 'TEXT/HTML; charset=utf-8', 'text/xml']) {
		expect(kindOf(claimed, page)).toEqual({ kind: 'text', type: 'text/plain' });
	}
	for (const claimed of ['image/svg+xml', 'application/xhtml+xml', 'application/pdf', 'x/y', '']) {
		expect(kindOf(claimed, page)).toEqual({ kind: 'other', type: 'application/octet-stream' });
	}
	expect(kindOf('audio/ogg; codecs=opus', bytes(1)).type).toBe('audio/ogg');
});

test('text of an old machine is read too', () => {
	expect(textOf(bytes(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2))).toBe('Привет');
	expect(textOf(new TextEncoder().encode('Привет'))).toBe('Привет');
});
