import { Parser } from 'saxen';
import { ok, refuse, type Result } from '#platform/result.ts';
import { most } from '../../../../model/import.ts';
import { tableOf, type ReadTable } from './table.ts';
import { unzipTexts } from './unzip.ts';

/*
 * Of a workbook the first sheet, as it showed when it was saved: texts, figures, dates. Formulas are counted and not
 * reckoned; macros, links, pictures and everything else stay in the archive.
 */

interface Heard {
	readonly open?: (name: string, attributes: () => Record<string, string>) => void;
	readonly close?: (name: string) => void;
	readonly text?: (text: string) => void;
}

/** Hears an XML file; names come without their prefixes. Thrown out by whatever is no XML. */
function hear(xml: string, { open, close, text }: Heard): void {
	// A workbook without shared texts, or without styles, has no file of them.
	if (xml === '') return;
	const parser = new Parser();
	const bare = (name: string) => name.slice(name.indexOf(':') + 1);
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('openTag', (name, attributes, decode, selfClosing) => {
		open?.(bare(name), () =>
			Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)])),
		);
		if (selfClosing) close?.(bare(name));
	});
	parser.on('closeTag', (name) => close?.(bare(name)));
	parser.on('text', (some, decode) => text?.(decode(some)));
	parser.on('cdata', (some) => text?.(some));
	parser.parse(xml);
}

const wanted =
	/^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;

/** Reads the first sheet of a workbook. */
export function readXlsx(bytes: Uint8Array): Result<ReadTable> {
	const files = unzipTexts(bytes, (name) => wanted.test(name));
	if (!files.ok) return files;
	try {
		const book = readBook(files.value.get('xl/workbook.xml') ?? '');
		const target = readTarget(files.value.get('xl/_rels/workbook.xml.rels') ?? '', book.sheet);
		const sheet = files.value.get(target);
		if (sheet === undefined) return refuse('import.unread');
		const lines = readSheet(sheet, {
			texts: readTexts(files.value.get('xl/sharedStrings.xml') ?? ''),
			isDate: readDateStyles(files.value.get('xl/styles.xml') ?? ''),
			since1904: book.since1904,
		});
		return lines.ok ? tableOf(lines.value.lines, { delimiter: ',', reckoned: lines.value.reckoned }) : lines;
	} catch {
		return refuse('import.unread');
	}
}

function readBook(xml: string): { sheet: string | undefined; since1904: boolean } {
	let sheet: string | undefined;
	let since1904 = false;
	hear(xml, {
		open(name, attributes) {
			if (name === 'sheet') sheet ??= attributes()['r:id'];
			if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes().date1904 ?? '');
		},
	});
	return { sheet, since1904 };
}

function readTarget(xml: string, id: string | undefined): string {
	let target = 'worksheets/sheet1.xml';
	hear(xml, {
		open(name, attributes) {
			const said = name === 'Relationship' ? attributes() : undefined;
			if (said?.Id === id && said?.Target) target = said.Target;
		},
	});
	return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function readTexts(xml: string): string[] {
	const texts: string[] = [];
	let now = '';
	let inText = false;
	let aloud = 0;
	hear(xml, {
		open(name) {
			if (name === 'si') now = '';
			// How a word is read aloud stands beside it in some alphabets.
			if (name === 'rPh') aloud += 1;
			inText = name === 't' && aloud === 0;
		},
		text(some) {
			if (inText) now += some;
		},
		close(name) {
			if (name === 't') inText = false;
			if (name === 'rPh') aloud -= 1;
			if (name === 'si') texts.push(now);
		},
	});
	return texts;
}

/** Which styles show a figure as a day. */
function readDateStyles(xml: string): (style: string | undefined) => boolean {
	const own = new Map<string, string>();
	const styles: boolean[] = [];
	let inStyles = false;
	const isDay = (format: string) => {
		const code = own.get(format);
		if (code === undefined) return /^(?:1[4-7]|22|27|3[0-6]|5[0-8])$/.test(format);
		return /[ydд]|г/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
	};
	hear(xml, {
		open(name, attributes) {
			if (name === 'numFmt') own.set(attributes().numFmtId ?? '', attributes().formatCode ?? '');
			if (name === 'cellXfs') inStyles = true;
			if (name === 'xf' && inStyles) styles.push(isDay(attributes().numFmtId ?? ''));
		},
		close(name) {
			if (name === 'cellXfs') inStyles = false;
		},
	});
	return (style) => style !== undefined && styles[Number(style)] === true;
}

interface Known {
	readonly texts: readonly string[];
	readonly isDate: (style: string | undefined) => boolean;
	readonly since1904: boolean;
}

const columnOf = (reference: string): number =>
	[...(/^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')].reduce(
		(sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
		0,
	) - 1;

function readSheet(xml: string, known: Known): Result<{ lines: string[][]; reckoned: number }> {
	const lines: string[][] = [];
	let line: string[] = [];
	let cell: { column: number; type: string; style: string | undefined; value: string } | undefined;
	let into = false;
	let reckoned = 0;
	let tooWide = false;
	hear(xml, {
		open(name, attributes) {
			if (name === 'row') line = [];
			else if (name === 'c') {
				const { r = '', t = 'n', s } = attributes();
				const column = r === '' ? line.length : columnOf(r);
				tooWide ||= column >= most.columns;
				cell = { column, type: t, style: s, value: '' };
			} else if (name === 'f') reckoned += 1;
			into = name === 'v' || name === 't';
		},
		text(some) {
			if (into && cell) cell.value += some;
		},
		close(name) {
			if (name === 'v' || name === 't') into = false;
			if (name === 'c' && cell && !(cell.column >= most.columns)) {
				while (line.length < cell.column) line.push('');
				line[cell.column] = valueOf(cell, known);
			}
			if (name === 'row') lines.push(line);
		},
	});
	return tooWide
		? refuse('import.too-many-columns', { params: { columns: most.columns } })
		: ok({ lines, reckoned });
}

function valueOf(
	{ type, style, value }: { type: string; style: string | undefined; value: string },
	{ texts, isDate, since1904 }: Known,
): string {
	if (type === 's') return texts[Number(value)] ?? '';
	if (type === 'e') return '';
	if (type === 'n' && value !== '' && isDate(style)) {
		const day = Number(value) + (since1904 ? 1462 : 0);
		const at = Date.UTC(1899, 11, 30) + Math.floor(day) * 86_400_000;
		return Math.abs(at) < 8e15 ? new Date(at).toISOString().slice(0, 10) : value;
	}
	return value;
}
