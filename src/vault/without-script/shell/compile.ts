import { utf8 } from '../../format/bytes.ts';

/**
 * Shells: pages rendered by the framework in which the main process left open what only the child may
 * know. `%%NAME%%` in the text is a mark; `%%each NAME%%…%%end NAME%%` repeats; and every field of a form
 * can be given the value that was typed, so that a refused form comes back as it was.
 */
export type Piece =
	| { readonly kind: 'text'; readonly bytes: Uint8Array }
	| { readonly kind: 'mark'; readonly name: string }
	| { readonly kind: 'each'; readonly name: string; readonly pieces: readonly Piece[] }
	/** Between the tags of a text area, or within the quotes of an input's value. */
	| { readonly kind: 'value'; readonly field: string; readonly area: boolean; readonly otherwise: Uint8Array }
	/** ` selected` or ` checked`, where the field has this value. */
	| {
			readonly kind: 'choice';
			readonly field: string;
			readonly value: string;
			readonly word: string;
			readonly otherwise: boolean;
	  };

const tokens =
	/%%(each|end) ([A-Za-z]+)%%|%%([A-Za-z]+)%%|<textarea\b([^>]*)>([^<]*)(?=<\/textarea>)|<(input|select|option)\b([^>]*)>|<\/select>/g;

/** Reads a shell once; it is kept and filled in many times. Holds nothing that anybody typed. */
export function compileShell(html: string): readonly Piece[] {
	const root: Piece[] = [];
	const open: { name: string; pieces: Piece[] }[] = [];
	let pieces = root;
	let select = '';
	let at = 0;
	const text = (until: number): void => {
		if (until > at) pieces.push({ kind: 'text', bytes: utf8(html.slice(at, until)) });
	};
	for (const found of html.matchAll(tokens)) {
		const [whole, block, blockName = '', mark, areaAttributes, areaText = '', tag, attributes = ''] = found;
		const end = found.index + whole.length;
		if (block === 'each') {
			text(found.index);
			open.push({ name: blockName, pieces });
			pieces = [];
		} else if (block === 'end') {
			text(found.index);
			const begun = open.pop();
			if (begun?.name !== blockName) throw new Error(`The shell ends ${blockName}, which it has not begun`);
			begun.pieces.push({ kind: 'each', name: blockName, pieces });
			pieces = begun.pieces;
		} else if (mark !== undefined) {
			text(found.index);
			pieces.push({ kind: 'mark', name: mark });
		} else if (areaAttributes !== undefined) {
			const field = attribute(areaAttributes, 'name');
			text(end - areaText.length);
			pieces.push({ kind: 'value', field: field ?? '', area: true, otherwise: utf8(areaText) });
		} else if (tag === 'select') {
			select = attribute(attributes, 'name') ?? '';
			continue;
		} else if (tag === 'option') {
			const begun = { html, from: found.index, end };
			text(found.index);
			pieces.push(...choice(begun, attributes, select, 'selected'));
		} else if (tag === 'input') {
			text(found.index);
			pieces.push(...input({ html, from: found.index, end }, attributes));
		} else {
			select = '';
			continue;
		}
		at = end;
	}
	text(html.length);
	if (open.length > 0) throw new Error(`The shell does not end ${open.at(-1)?.name}`);
	return root;
}

interface Span {
	readonly html: string;
	readonly from: number;
	readonly end: number;
}

function input(span: Span, attributes: string): Piece[] {
	const field = attribute(attributes, 'name');
	const type = attribute(attributes, 'type') ?? 'text';
	const whole = span.html.slice(span.from, span.end);
	if (field === undefined || ['file', 'submit', 'button'].includes(type)) return [textPiece(whole)];
	if (type === 'radio' || type === 'checkbox') return choice(span, attributes, field, 'checked');
	const value = /\svalue="([^"]*)"/.exec(whole);
	if (!value) {
		const head = whole.replace(/\s*\/?>$/, '');
		return [textPiece(`${head} value="`), valuePiece(field, ''), textPiece('">')];
	}
	const from = value.index + value[0].indexOf('"') + 1;
	const given = value[1] ?? '';
	// A mark within the value is filled by the mark, whatever was posted under that name.
	const marked = /^%%([A-Za-z]+)%%$/.exec(given)?.[1];
	const inner: Piece = marked ? { kind: 'mark', name: marked } : valuePiece(field, given);
	return [textPiece(whole.slice(0, from)), inner, textPiece(whole.slice(from + given.length))];
}

function choice(span: Span, attributes: string, field: string, word: string): Piece[] {
	// The framework may say it twice.
	const bare = new RegExp(`\\s${word}(="[^"]*")?(?=[\\s/>])`, 'g');
	const whole = span.html.slice(span.from, span.end);
	const otherwise = whole.search(bare) >= 0;
	const tag = whole.replaceAll(bare, '').replace(/\s*\/?>$/, '');
	const value = attribute(attributes, 'value') ?? 'on';
	return [textPiece(tag), { kind: 'choice', field, value, word, otherwise }, textPiece('>')];
}

function textPiece(html: string): Piece {
	return { kind: 'text', bytes: utf8(html) };
}

function valuePiece(field: string, otherwise: string): Piece {
	return { kind: 'value', field, area: false, otherwise: utf8(otherwise) };
}

function attribute(attributes: string, name: string): string | undefined {
	return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}
