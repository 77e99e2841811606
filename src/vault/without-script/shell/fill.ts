import { sameBytes, utf8 } from '../../format/bytes.ts';
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
export function fillShell(pieces: readonly Piece[], fillings: Fillings): Uint8Array<ArrayBuffer> {
	const parts: Uint8Array[] = [];
	const made: Uint8Array[] = [];
	fill(pieces, [fillings], parts, made);
	const page = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		page.set(part, at);
		at += part.length;
	}
	for (const part of made) part.fill(0);
	return page;
}

function fill(
	pieces: readonly Piece[],
	scopes: readonly Fillings[],
	parts: Uint8Array[],
	made: Uint8Array[],
): void {
	const put = (filling: Filling | undefined): void => {
		if (filling === undefined) return;
		const bytes =
			typeof filling === 'object' && 'markup' in filling ? utf8(filling.markup) : escapeHtml(filling);
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
				if (chosen) parts.push(utf8(` ${piece.word}`));
				break;
			}
		}
	}
}

const lineEnd = utf8('\n');

/** A box that was not ticked is not posted: once anything was, a missing field is an empty one. */
function postedIn(scopes: readonly Fillings[], field: string): readonly Uint8Array[] | undefined {
	const values = scopes.find((scope) => scope.values)?.values;
	return values && (values.get(field) ?? []);
}

function equalsText(bytes: Uint8Array, text: string): boolean {
	return sameBytes(bytes, utf8(text));
}

const entities = new Map([
	[0x26, utf8('&amp;')],
	[0x3c, utf8('&lt;')],
	[0x3e, utf8('&gt;')],
	[0x22, utf8('&quot;')],
	[0x27, utf8('&#39;')],
]);

/** Escapes for text and for quoted attributes. */
export function escapeHtml(words: Uint8Array | string): Uint8Array {
	const from = typeof words === 'string' ? utf8(words) : words;
	let length = 0;
	for (const byte of from) length += entities.get(byte)?.length ?? 1;
	const escaped = new Uint8Array(length);
	let at = 0;
	for (const byte of from) {
		const entity = entities.get(byte);
		if (entity) {
			escaped.set(entity, at);
			at += entity.length;
		} else escaped[at++] = byte;
	}
	return escaped;
}
