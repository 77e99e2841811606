/** One way in which a word may lie on a disk. */
export interface Needle {
	readonly word: string;
	readonly as: string;
	readonly bytes: Buffer;
}

/** The letters of the two Cyrillic code pages that Russian machines still use, by Unicode. */
const singleByte = {
	cp1251: codePage('windows-1251'),
	'koi8-r': codePage('koi8-r'),
	cp866: codePage('ibm866'),
};

function codePage(label: string): ReadonlyMap<string, number> {
	const decoder = new TextDecoder(label);
	return new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
}

/**
 * Every encoding of a word that the search looks for: plain UTF-8, UTF-16, three Russian code pages, hex,
 * base64 at each of its three alignments, escaped JSON. (Compressed stretches are unpacked by the search.)
 */
export function needlesOf(word: string): Needle[] {
	const utf8 = Buffer.from(word, 'utf8');
	const needles: Needle[] = [
		{ word, as: 'plain', bytes: utf8 },
		{ word, as: 'UTF-16', bytes: Buffer.from(word, 'utf16le') },
		{ word, as: 'UTF-16 (big-endian)', bytes: Buffer.from(word, 'utf16le').swap16() },
		{ word, as: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
		{ word, as: 'hex (capitals)', bytes: Buffer.from(utf8.toString('hex').toUpperCase()) },
		...base64Needles(word, utf8),
	];
	const escaped = JSON.stringify(word)
		.slice(1, -1)
		.replaceAll(/[^\u0020-\u007e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
	if (escaped !== word) needles.push({ word, as: 'JSON escapes', bytes: Buffer.from(escaped) });
	const address = encodeURIComponent(word);
	if (address !== word) needles.push({ word, as: 'URL escapes', bytes: Buffer.from(address) });
	for (const [as, page] of Object.entries(singleByte)) {
		const bytes = [...word].map((letter) => page.get(letter));
		if (bytes.every((byte) => byte !== undefined)) {
			const found = Buffer.from(bytes as number[]);
			if (!found.equals(utf8)) needles.push({ word, as, bytes: found });
		}
	}
	return needles;
}

/** A word in the middle of base64 text looks different by where it begins; its inner letters are sure. */
function base64Needles(word: string, utf8: Buffer): Needle[] {
	return [0, 1, 2].flatMap((shift) => {
		const text = Buffer.concat([Buffer.alloc(shift), utf8])
			.toString('base64')
			.replaceAll('=', '');
		const from = shift === 0 ? 0 : Math.ceil((shift * 8) / 6);
		// The last letter also holds bits of what follows, unless the bytes end with it.
		const to = (shift + utf8.length) % 3 === 0 ? text.length : text.length - 1;
		const sure = text.slice(from, to);
		if (sure.length < 6) return [];
		const plain = { word, as: `base64 (+${shift})`, bytes: Buffer.from(sure) };
		const url = sure.replaceAll('+', '-').replaceAll('/', '_');
		return url === sure
			? [plain]
			: [plain, { ...plain, as: `base64url (+${shift})`, bytes: Buffer.from(url) }];
	});
}
