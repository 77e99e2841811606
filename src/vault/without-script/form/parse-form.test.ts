import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formParser, readForm } from './parse-form.ts';
import type { OpenPart } from './part.ts';

interface Part {
	name: string;
	file?: { name: string; mediaType: string };
	bytes: Buffer;
}

async function* inPieces(body: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
	let at = 0;
	for (const cut of cuts) {
		const size = 1 + (cut % 17);
		if (at >= body.length) return;
		yield Buffer.from(body.subarray(at, at + size));
		at += size;
	}
	if (at < body.length) yield Buffer.from(body.subarray(at));
}

async function read(contentType: string, body: Buffer, cuts: readonly number[] = [], most = 1e6) {
	const parts: Part[] = [];
	const open: OpenPart = (head) => {
		const taken: Buffer[] = [];
		return {
			take: (bytes) => void taken.push(Buffer.from(bytes)),
			close: () => void parts.push({ ...head, bytes: Buffer.concat(taken) }),
		};
	};
	const parser = formParser(contentType, open);
	if (!parser) throw new Error('no form');
	const result = await readForm(inPieces(body, cuts), parser, most);
	return { parts, result };
}

const boundary = '----accord7MA4';
const multipart = `multipart/form-data; boundary=${boundary}`;
function encodeMultipart(parts: readonly Part[]): Buffer {
	const quote = (text: string) => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
	const lines = parts.flatMap(({ name, file, bytes }) => [
		Buffer.from(
			`--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"${file ? `; filename="${quote(file.name)}"\r\nContent-Type: ${file.mediaType}` : ''}\r\n\r\n`,
		),
		bytes,
		Buffer.from('\r\n'),
	]);
	return Buffer.concat([...lines, Buffer.from(`--${boundary}--\r\n`)]);
}

const name = fc.stringMatching(/^[a-z]{1,12}$/);
const cuts = fc.array(fc.nat(40), { maxLength: 400 });
const bytes = fc
	.uint8Array({ maxLength: 300 })
	.map((array) => Buffer.from(array))
	// Line ends and dashes are what a boundary is made of.
	.chain((plain) =>
		fc.constantFrom(
			plain,
			Buffer.concat([Buffer.from('\r\n--'), plain, Buffer.from(`\r\n--${boundary.slice(0, -1)}`)]),
		),
	)
	.filter((plain) => !plain.includes(boundary));

describe('multipart', () => {
	test('whatever the parts and however the body is cut, the parts come out as they went in', async () => {
		const part = fc.record({
			name,
			file: fc.option(
				fc.record({
					name: fc.stringMatching(/^[^/\\\r\n\0%"]{0,40}$/u),
					mediaType: fc.constant('image/jpeg'),
				}),
				{ nil: undefined },
			),
			bytes,
		});
		await fc.assert(
			fc.asyncProperty(fc.array(part, { maxLength: 6 }), cuts, async (parts, cuts) => {
				const { parts: found, result } = await read(multipart, encodeMultipart(parts), cuts);
				expect(result.ok).toBe(true);
				expect(found.map(({ bytes }) => bytes.toString('hex'))).toEqual(
					parts.map(({ bytes }) => bytes.toString('hex')),
				);
				expect(found.map(({ name, file }) => [name, file?.name])).toEqual(
					parts.map(({ name, file }) => [name, file && Buffer.from(file.name).toString()]),
				);
			}),
			{ numRuns: 300 },
		);
	});

	test('a body cut short anywhere is told, and nothing throws', async () => {
		const body = encodeMultipart([{ name: 'text', bytes: Buffer.from('Задержали на площади') }]);
		for (let length = 0; length < body.length - 2; length++) {
			const { result } = await read(multipart, body.subarray(0, length), [3, 9, 2]);
			expect(result.ok).toBe(false);
		}
	});

	test('paths of files are cut to the last step', async () => {
		const file = { name: 'C:\\Users\\Anna\\снимок "1".jpg', mediaType: 'image/jpeg' };
		const { parts } = await read(
			multipart,
			encodeMultipart([{ name: 'files', file, bytes: Buffer.from('x') }]),
		);
		expect(parts[0]?.file).toEqual({ name: 'снимок "1".jpg', mediaType: 'image/jpeg' });
	});

	test('heads without end, parts without number, bodies without measure are refused', async () => {
		const endless = Buffer.from(`--${boundary}\r\nContent-Disposition: ${'a'.repeat(20_000)}`);
		expect((await read(multipart, endless)).result).toMatchObject({ refusal: { id: 'form.malformed' } });
		const many = encodeMultipart(Array.from({ length: 80 }, () => ({ name: 'a', bytes: Buffer.alloc(0) })));
		expect((await read(multipart, many)).result).toMatchObject({ refusal: { id: 'form.too-many-parts' } });
		const large = encodeMultipart([{ name: 'a', bytes: Buffer.alloc(5000) }]);
		expect((await read(multipart, large, [], 1000)).result).toMatchObject({
			refusal: { id: 'form.too-large' },
		});
	});
});

describe('urlencoded', () => {
	test('whatever was typed and however the body is cut, it comes out as it went in', async () => {
		const field = fc.tuple(name, fc.string({ unit: 'binary', maxLength: 60 }));
		await fc.assert(
			fc.asyncProperty(fc.array(field, { maxLength: 8 }), cuts, async (fields, cuts) => {
				const body = Buffer.from(new URLSearchParams(fields).toString());
				const { parts, result } = await read('application/x-www-form-urlencoded', body, cuts);
				expect(result.ok).toBe(true);
				const expected = [...new URLSearchParams(body.toString())];
				expect(parts.map(({ name, bytes }) => [name, bytes.toString()])).toEqual(expected);
			}),
			{ numRuns: 300 },
		);
	});

	test('a percent sign that escapes nothing stays', async () => {
		const { parts } = await read(
			'application/x-www-form-urlencoded',
			Buffer.from('text=100%&word=%zz%4'),
			[1, 1, 2],
		);
		expect(parts.map(({ bytes }) => bytes.toString())).toEqual(['100%', '%zz%4']);
	});
});

test('bytes of any kind never throw and never hang', async () => {
	const types = fc.constantFrom(multipart, 'application/x-www-form-urlencoded');
	const noise = fc.array(
		fc.oneof(
			fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
			fc
				.constantFrom(
					'\r\n',
					`--${boundary}`,
					`\r\n--${boundary}--`,
					'Content-Disposition: form-data; name="a"',
					'\r\n\r\n',
					'%',
					'&',
					'=',
				)
				.map((text) => Buffer.from(text)),
		),
		{ maxLength: 30 },
	);
	await fc.assert(
		fc.asyncProperty(types, noise, cuts, async (type, pieces, cuts) => {
			const { result } = await read(type, Buffer.concat(pieces), cuts);
			expect(typeof result.ok).toBe('boolean');
		}),
		{ numRuns: 500 },
	);
});

test('every chunk is zeroed once it has been read', async () => {
	const chunk = Buffer.from('text=secret&word=rowan');
	const parser = formParser('application/x-www-form-urlencoded', () => undefined);
	if (!parser) throw new Error('no form');
	async function* once() {
		yield chunk;
	}
	await readForm(once(), parser, 1000);
	expect(chunk.every((byte) => byte === 0)).toBe(true);
});

test('other kinds of bodies are no forms', () => {
	const open: OpenPart = () => undefined;
	expect(formParser('application/json', open)).toBeUndefined();
	expect(formParser('multipart/form-data', open)).toBeUndefined();
	expect(formParser(`multipart/form-data; boundary=${'x'.repeat(99)}`, open)).toBeUndefined();
	expect(formParser(undefined, open)).toBeUndefined();
});
