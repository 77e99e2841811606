import type { Piece } from './compile.ts';

/** Words that go in escaped, or markup of our own (a picture of digits). */
export type Filling = Uint8Array | string | { readonly markup: string };

/** What a shell is filled with. */
export interface Fillings {
	readonly marks?: Readonly<Record<string, Filling>>;
	/** For each repetition of a block, what goes into its marks; those around it hold within it too. */
	readonly each?: Readonly<Record<string, readonly Fillings[]>>;
	/** What was posted, by field; a field that is not here keeps what the shell says. */
	readonly values?: ReadonlyMap<string, readonly Uint8Array[]>;
}

/**
 * Fills a shell: one buffer, to be zeroed by whoever sends it. What was typed is copied byte by byte
 * into it and never becomes a string.
 */
export function fillShell(pieces: readonly Piece[], fillings: Fillings): Buffer {
	const parts: Buffer[] = [];
	const made: Buffer[] = [];
	fill(pieces, [fillings], parts, made);
	const page = Buffer.allocUnsafeSlow(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) at += part.copy(page, at);
	for (const part of made) part.fill(0);
	return page;
}

function fill(pieces: readonly Piece[], scopes: readonly Fillings[], parts: Buffer[], made: Buffer[]): void {
	const put = (filling: Filling | undefined): void => {
		if (filling === undefined) return;
		const bytes =
			typeof filling === 'object' && 'markup' in filling ? Buffer.from(filling.markup) : escapeHtml(filling);
		made.push(bytes);
		parts.push(bytes);
	};
	for (const piece of pieces) {
		switch (piece.kind) {
			case 'text':
				parts.push(piece.bytes);
				break;
			case 'mark':
				put(scopes.find(({ marks }) => marks && piece.name in marks)?.marks?.[piece.name]);
				break;
			case 'each': {
				const found = scopes.find(({ each }) => each && piece.name in each);
				for (const inner of found?.each?.[piece.name] ?? []) {
					fill(piece.pieces, [inner, ...scopes], parts, made);
				}
				break;
			}
			case 'value': {
				const typed = postedIn(scopes, piece.field)?.[0];
				if (!typed) parts.push(piece.otherwise);
				else {
					// The first line end after the tag is not part of the text.
					if (piece.area) parts.push(lineEnd);
					put(typed);
				}
				break;
			}
			case 'choice': {
				const posted = postedIn(scopes, piece.field);
				const chosen = posted ? posted.some((value) => equalsText(value, piece.value)) : piece.otherwise;
				if (chosen) parts.push(Buffer.from(` ${piece.word}`));
				break;
			}
		}
	}
}

const lineEnd = Buffer.from('\n');

/** A box that was not ticked is not posted: once anything was, a missing field is an empty one. */
function postedIn(scopes: readonly Fillings[], field: string): readonly Uint8Array[] | undefined {
	const values = scopes.find((scope) => scope.values)?.values;
	return values && (values.get(field) ?? []);
}

function equalsText(bytes: Uint8Array, text: string): boolean {
	return Buffer.compare(bytes, Buffer.from(text)) === 0;
}

const entities = new Map([
	[0x26, Buffer.from('&amp;')],
	[0x3c, Buffer.from('&lt;')],
	[0x3e, Buffer.from('&gt;')],
	[0x22, Buffer.from('&quot;')],
	[0x27, Buffer.from('&#39;')],
]);

/** Escapes for text and for quoted attributes. */
export function escapeHtml(words: Uint8Array | string): Buffer {
	const from = typeof words === 'string' ? Buffer.from(words) : words;
	let length = 0;
	for (const byte of from) length += entities.get(byte)?.length ?? 1;
	const escaped = Buffer.allocUnsafeSlow(length);
	let at = 0;
	for (const byte of from) {
		const entity = entities.get(byte);
		if (entity) at += entity.copy(escaped, at);
		else escaped[at++] = byte;
	}
	return escaped;
}
