import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looksLikePhotograph, mayCarryMetadata, stripMetadata } from './strip-metadata.ts';

const segment = (marker: number, content: Uint8Array) =>
	Buffer.concat([
		Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]),
		content,
	]);
const exif = (orientation: number) =>
	Buffer.concat([
		Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x02', 'latin1'),
		Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]),
		Buffer.from([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 99]),
		Buffer.from('\0\0\0\0GPS 55.75 37.61 PhoneMaker', 'latin1'),
	]);
const picture = Buffer.from([0xff, 0xda, 0, 3, 1, 0xaa, 0xff, 0, 0xbb, 0xff, 0xd9]);
const jpeg = (orientation: number) =>
	Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		segment(0xe0, Buffer.from('JFIF\0\x01')),
		segment(0xe1, exif(orientation)),
		segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0author')),
		segment(0xe2, Buffer.from('ICC_PROFILE\0colours')),
		segment(0xed, Buffer.from('Photoshop 3.0\0caption')),
		segment(0xfe, Buffer.from('a comment')),
		segment(0xdb, Buffer.alloc(65, 1)),
		picture,
		Buffer.from('a film with sound behind the picture'),
	]);

test('of a photograph the picture, the colours and the way it is turned stay', () => {
	const { bytes, stripped } = stripMetadata(jpeg(6));
	const text = Buffer.from(bytes).toString('latin1');
	expect(stripped).toBe(true);
	for (const gone of ['GPS', 'PhoneMaker', 'author', 'caption', 'comment', 'film'])
		expect(text).not.toContain(gone);
	for (const there of ['JFIF', 'ICC_PROFILE', picture.toString('latin1')]) expect(text).toContain(there);
	// What is left of the camera's words says "turned by 90°" and nothing else; stripping again changes nothing.
	expect(text).toContain('Exif');
	expect(Buffer.from(stripMetadata(bytes).bytes).equals(Buffer.from(bytes))).toBe(true);
	expect(Buffer.from(stripMetadata(jpeg(1)).bytes).toString('latin1')).not.toContain('Exif');
});

test('of a PNG the words, the camera and the time go', () => {
	const chunk = (type: string, content: string) => {
		const length = Buffer.alloc(4);
		length.writeUInt32BE(content.length);
		return Buffer.concat([length, Buffer.from(type + content, 'latin1'), Buffer.alloc(4)]);
	};
	const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const kept = [head, chunk('IHDR', 'size'), chunk('IDAT', 'pixels'), chunk('IEND', '')];
	const file = Buffer.concat([
		kept[0] ?? head,
		kept[1] ?? head,
		chunk('tEXt', 'Author'),
		chunk('eXIf', 'GPS'),
		kept[2] ?? head,
		chunk('tIME', 'now'),
		kept[3] ?? head,
	]);
	expect(Buffer.from(stripMetadata(file).bytes).equals(Buffer.concat(kept))).toBe(true);
});

test('files of other kinds, and broken ones, come back as they are', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 200 }),
			fc.constantFrom([], [0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			(bytes, head) => {
				const file = Uint8Array.from([...head, ...bytes]);
				const { bytes: given, stripped } = stripMetadata(file);
				if (!stripped) expect(given).toBe(file);
			},
		),
	);
});

test('what carries the same and cannot be cut is known by its first bytes, whatever it is called', () => {
	const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1', 'latin1')]);
	const others = ['RIFF....WEBPVP8X', 'II*\0........', 'MM\0*........'].map((head) =>
		Buffer.from(head, 'latin1'),
	);
	for (const file of [heic, ...others]) {
		expect(looksLikePhotograph(file)).toBe(true);
		expect(stripMetadata(file).stripped).toBe(false);
		expect(mayCarryMetadata(file)).toBe(true);
	}
	const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom', 'latin1')]);
	expect([film, Buffer.from('%PDF-1.7'), Buffer.from('words')].some(looksLikePhotograph)).toBe(false);
	// A broken JPEG: only the one that still says where it was taken is held back.
	const broken = jpeg(1).subarray(0, 60);
	expect(stripMetadata(broken).stripped).toBe(false);
	expect(mayCarryMetadata(broken)).toBe(true);
	expect(mayCarryMetadata(Buffer.from('\xff\xd8\xff nothing in it', 'latin1'))).toBe(false);
});
