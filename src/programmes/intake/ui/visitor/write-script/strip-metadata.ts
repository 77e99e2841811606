import { concat } from '#vault/format/bytes.ts';

/**
 * Cuts out of photographs what tells where, when and with what they were taken. The picture itself is not
 * touched; of what is cut only the way it is turned is kept. Other kinds of files come back as they are.
 */
export function stripMetadata(file: Uint8Array): { readonly bytes: Uint8Array; readonly stripped: boolean } {
	const bytes = isJpeg(file) ? stripJpeg(file) : isPng(file) ? stripPng(file) : undefined;
	return bytes ? { bytes, stripped: true } : { bytes: file, stripped: false };
}

/** By its first bytes: JPEG, PNG, and those that carry the same but are not cut here (HEIC, AVIF, WebP, TIFF, raw). */
export function looksLikePhotograph(head: Uint8Array): boolean {
	const text = String.fromCharCode(...head.subarray(0, 16));
	return (
		isJpeg(head) ||
		isPng(head) ||
		/^....ftyp(hei|hev|mif1|msf1|avi[fs]|crx )/s.test(text) ||
		/^RIFF....WEBP/s.test(text) ||
		/^(II\*\0|MM\0\*)/.test(text)
	);
}

/** Of what could not be cut: whether it may tell where it was taken. A broken JPEG or PNG without such words cannot. */
export function mayCarryMetadata(file: Uint8Array): boolean {
	if (!isJpeg(file) && !isPng(file)) return true;
	const words = ['Exif', 'eXIf', 'ns.adobe.com', 'Photoshop', 'tEXt', 'zTXt', 'iTXt'].map((word) =>
		[...word].map((letter) => letter.charCodeAt(0)),
	);
	return file.some((_, at) => words.some((word) => word.every((code, more) => file[at + more] === code)));
}

function isJpeg(file: Uint8Array): boolean {
	return file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff;
}

const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
function isPng(file: Uint8Array): boolean {
	return pngHead.every((byte, at) => file[at] === byte);
}

/** Segments up to the picture: APPn (but for colour: ICC in APP2, Adobe in APP14, JFIF in APP0) and comments go. */
function stripJpeg(file: Uint8Array): Uint8Array | undefined {
	const kept: Uint8Array[] = [];
	let turned: Uint8Array | undefined;
	for (let at = 2; at + 4 <= file.length;) {
		if (file[at] !== 0xff) return undefined;
		const marker = file[at + 1] ?? 0;
		if (marker === 0xff) {
			at++;
			continue;
		}
		if (marker === 0xda) {
			// The picture begins. What some telephones append after it (a film, a depth map) goes as well.
			const end = endOfPicture(file, at);
			const head = Uint8Array.of(0xff, 0xd8);
			return concat(head, ...(turned ? [turned] : []), ...kept, file.subarray(at, end));
		}
		const length = ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0);
		const segment = file.subarray(at, at + 2 + length);
		if (length < 2 || segment.length < 2 + length) return undefined;
		if (marker === 0xe1) turned ??= turnedSegment(segment);
		else if (mayStay(marker, segment)) kept.push(segment);
		at += 2 + length;
	}
	return undefined;
}

function mayStay(marker: number, segment: Uint8Array): boolean {
	if (marker === 0xfe) return false;
	if (marker < 0xe0 || marker > 0xef) return true;
	const name = String.fromCharCode(...segment.subarray(4, 16));
	return (
		(marker === 0xe0 && name.startsWith('JFIF')) ||
		(marker === 0xe2 && name.startsWith('ICC_PROFILE')) ||
		(marker === 0xee && name.startsWith('Adobe'))
	);
}

/** After the scan data: the first marker that is neither a stuffed byte nor a restart nor a further table or scan. */
function endOfPicture(file: Uint8Array, from: number): number {
	for (let at = from + 2; at + 1 < file.length; at++) {
		if (file[at] === 0xff && file[at + 1] === 0xd9) return at + 2;
	}
	return file.length;
}

/** A segment that says only how the picture is turned; none where it stands upright or says nothing. */
function turnedSegment(segment: Uint8Array): Uint8Array | undefined {
	const orientation = orientationIn(segment);
	if (orientation === undefined || orientation < 2 || orientation > 8) return undefined;
	const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
	const tiff = [
		0x4d,
		0x4d,
		0,
		0x2a,
		0,
		0,
		0,
		8,
		0,
		1,
		0x01,
		0x12,
		0,
		3,
		0,
		0,
		0,
		1,
		0,
		orientation,
		0,
		0,
		0,
		0,
		0,
		0,
	];
	const length = 2 + exif.length + tiff.length;
	return Uint8Array.of(0xff, 0xe1, length >> 8, length & 255, ...exif, ...tiff);
}

function orientationIn(segment: Uint8Array): number | undefined {
	if (String.fromCharCode(...segment.subarray(4, 8)) !== 'Exif') return undefined;
	const view = new DataView(segment.buffer, segment.byteOffset + 10, Math.max(0, segment.length - 10));
	if (view.byteLength < 8) return undefined;
	const little = view.getUint16(0) === 0x49_49;
	const directory = view.getUint32(4, little);
	if (directory + 2 > view.byteLength) return undefined;
	const entries = view.getUint16(directory, little);
	for (let entry = 0; entry < entries; entry++) {
		const at = directory + 2 + entry * 12;
		if (at + 12 > view.byteLength) return undefined;
		if (view.getUint16(at, little) === 0x01_12) return view.getUint16(at + 8, little);
	}
	return undefined;
}

const pngDrops = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

/** Chunks of words, of the camera and of the time go; everything else stays as it is. */
function stripPng(file: Uint8Array): Uint8Array | undefined {
	const view = new DataView(file.buffer, file.byteOffset, file.length);
	const kept: Uint8Array[] = [file.subarray(0, 8)];
	for (let at = 8; at + 12 <= file.length;) {
		const length = view.getUint32(at);
		const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
		const end = at + 12 + length;
		if (end > file.length) return undefined;
		if (!pngDrops.has(type)) kept.push(file.subarray(at, end));
		if (type === 'IEND') return concat(...kept);
		at = end;
	}
	return undefined;
}
