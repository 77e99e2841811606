/** What the seizure proof must find, or its "nothing is found" would prove nothing: rows written in clear. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { askDatabase } from '#test/harness/database-of.ts';

const windows1251 = (text: string) =>
	Buffer.from(
		[...text].map((letter) => {
			const code = letter.charCodeAt(0);
			// Russian letters stand in one row there, ё apart.
			return letter === 'ё' ? 0xb8 : code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
		}),
	);

/** A word of its own for each encoding, so that it is known which row was found. */
const control = (letter: string) => `Контрольнов${letter} Пафнутий`;

interface Control {
	readonly word: string;
	/** What the search calls it. */
	readonly found: string;
	readonly bytes: (word: string) => Buffer;
}

/** Each encoding in which a word may lie in a table. */
export const encodings: Readonly<Record<string, Control>> = {
	plain: { word: control('а'), found: 'plain', bytes: (word) => Buffer.from(word) },
	base64: {
		word: control('б'),
		found: 'base64 (+0)',
		bytes: (word) => Buffer.from(Buffer.from(word).toString('base64')),
	},
	hex: { word: control('в'), found: 'hex', bytes: (word) => Buffer.from(Buffer.from(word).toString('hex')) },
	'UTF-16': { word: control('г'), found: 'UTF-16', bytes: (word) => Buffer.from(word, 'utf16le') },
	cp1251: { word: control('д'), found: 'cp1251', bytes: windows1251 },
	gzip: { word: control('е'), found: 'plain, compressed', bytes: (word) => gzipSync(Buffer.from(word)) },
};

/** In the WAL the head of a page may cut one in two: one of several stands whole. */
const copies = [1, 2, 3];

/** Writes every control word into a table of its own, several times, between bytes that mean nothing. */
export async function plantInClear(dataDir: string): Promise<void> {
	await askDatabase(dataDir, 'create table public.control (bytes bytea)');
	for (const { word, bytes } of Object.values(encodings)) {
		const row = () => Buffer.concat([randomBytes(40), bytes(word), randomBytes(40)]).toString('hex');
		const rows = copies.map(() => `('\\x${row()}')`).join(', ');
		await askDatabase(dataDir, `insert into public.control values ${rows}`);
	}
	await askDatabase(dataDir, 'checkpoint');
}
