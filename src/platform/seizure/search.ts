import { open, readdir, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync, constants } from 'node:zlib';
import type { Needle } from './needles.ts';

export interface Found {
	readonly path: string;
	readonly as: string;
	readonly word: string;
}
export interface Searched {
	readonly found: readonly Found[];
	readonly files: number;
	readonly bytes: number;
}

const windowBytes = 8 * 1024 * 1024;
const overlap = 64 * 1024;
const unpackLimit = 16 * 1024 * 1024;
const gzipMagic = Buffer.from([0x1f, 0x8b, 0x08]);

/**
 * Reads every byte of every file below the given places and looks for the needles, also inside stretches
 * compressed with gzip or zlib. Reads in overlapping windows, so size does not matter.
 */
export async function searchPlaces(
	places: readonly string[],
	needles: readonly Needle[],
	progress?: (files: number, bytes: number) => void,
): Promise<Searched> {
	const found = new Map<string, Found>();
	let files = 0;
	let bytes = 0;
	for (const place of places) {
		for await (const path of filesBelow(place)) {
			files += 1;
			bytes += await searchFile(path, needles, found);
			progress?.(files, bytes);
		}
	}
	return { found: [...found.values()], files, bytes };
}

async function searchFile(
	path: string,
	needles: readonly Needle[],
	found: Map<string, Found>,
): Promise<number> {
	const file = await open(path, 'r');
	try {
		let held = Buffer.alloc(0);
		let total = 0;
		const buffer = Buffer.alloc(windowBytes);
		for (;;) {
			const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
			if (bytesRead === 0) return total;
			total += bytesRead;
			const view = Buffer.concat([held, buffer.subarray(0, bytesRead)]);
			searchBytes(path, view, needles, found);
			held = Buffer.from(view.subarray(Math.max(0, view.length - overlap)));
		}
	} finally {
		await file.close();
	}
}

function searchBytes(
	path: string,
	view: Buffer,
	needles: readonly Needle[],
	found: Map<string, Found>,
): void {
	const look = (bytes: Buffer, inside: string): void => {
		for (const needle of needles) {
			const key = `${path}\0${needle.word}\0${needle.as}${inside}`;
			if (!found.has(key) && bytes.includes(needle.bytes)) {
				found.set(key, { path, word: needle.word, as: needle.as + inside });
			}
		}
	};
	look(view, '');
	for (const unpacked of unpackedStretches(view)) look(unpacked, ', compressed');
}

/** What the compressed stretches that begin in these bytes unpack to, as far as they can be read. */
function* unpackedStretches(view: Buffer): Generator<Buffer> {
	const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: unpackLimit };
	for (let at = view.indexOf(gzipMagic); at !== -1; at = view.indexOf(gzipMagic, at + 1)) {
		const plain =
			attempt(() => gunzipSync(view.subarray(at), options)) ??
			attempt(() => inflateRawSync(view.subarray(at + 10), options));
		if (plain) yield plain;
	}
	for (let at = view.indexOf(0x78); at !== -1; at = view.indexOf(0x78, at + 1)) {
		const flags = view[at + 1] ?? 0;
		// RFC 1950: the two header bytes are a multiple of 31, without a preset dictionary.
		if ((0x7800 + flags) % 31 !== 0 || (flags & 0x20) !== 0) continue;
		const plain = attempt(() => inflateSync(view.subarray(at, at + 256 * 1024), options));
		if (plain && plain.length > 8) yield plain;
	}
}

/** Bytes that only look compressed are no finding and no fault. */
function attempt(unpack: () => Buffer): Buffer | undefined {
	try {
		return unpack();
	} catch {
		return undefined;
	}
}

async function* filesBelow(place: string): AsyncGenerator<string> {
	const found = await lstat(place);
	if (found.isFile()) yield place;
	if (!found.isDirectory()) return;
	for (const entry of await readdir(place, { withFileTypes: true })) {
		const path = join(place, entry.name);
		if (entry.isDirectory()) yield* filesBelow(path);
		else if (entry.isFile()) yield path;
	}
}
