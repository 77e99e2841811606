/** How a file is shown; what is none of these is only kept. */
export type FileKind = 'picture' | 'sound' | 'film' | 'pdf' | 'text' | 'other';

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'];
const starts: readonly [FileKind, string, readonly number[]][] = [
	['picture', 'image/png', [0x89, 0x50, 0x4e, 0x47]],
	['picture', 'image/jpeg', [0xff, 0xd8, 0xff]],
	['picture', 'image/gif', [0x47, 0x49, 0x46, 0x38]],
	['picture', 'image/bmp', [0x42, 0x4d]],
	['pdf', 'application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/**
 * What a file is, by its own first bytes where they tell, else by what the sender's browser called it. The
 * type given back is one of ours, never the sender's word: a page (HTML, SVG) is shown as text, if at all.
 */
export function kindOf(mediaType: string, first: Uint8Array): { kind: FileKind; type: string } {
	for (const [kind, type, bytes] of starts) {
		if (bytes.every((byte, at) => first[at] === byte)) return { kind, type };
	}
	const type = mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
	if (pictures.includes(type)) return { kind: 'picture', type };
	if (/^audio\/[\w.+-]{1,40}$/.test(type)) return { kind: 'sound', type };
	if (/^video\/[\w.+-]{1,40}$/.test(type)) return { kind: 'film', type };
	if (type.startsWith('text/') || type === 'application/json') return { kind: 'text', type: 'text/plain' };
	return { kind: 'other', type: 'application/octet-stream' };
}

/** Bytes as text: UTF-8, else the code page that old Russian machines write. */
export function textOf(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1251').decode(bytes);
	}
}

/** "2.1 MB", in the page's language. */
export function sizeInWords(bytes: number): string {
	const locale = document.documentElement.lang === 'en' ? 'en-GB' : 'ru';
	const [value, unit] =
		bytes >= 1024 * 1024
			? [bytes / (1024 * 1024), 'megabyte']
			: bytes >= 1024
				? [bytes / 1024, 'kilobyte']
				: [bytes, 'byte'];
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit,
		maximumFractionDigits: value < 10 && unit !== 'byte' ? 1 : 0,
	}).format(value);
}
