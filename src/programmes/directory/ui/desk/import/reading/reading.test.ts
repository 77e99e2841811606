import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { guessMapping } from '../../../../rules/import/guess.ts';
import { readFile } from './read-file.ts';

const text = 'Название;Город\r\n«Роза»;Пермь\r\n"Мост; и ""берег""";Тула\r\n';
const cp1251 = Uint8Array.from(text, (letter) => {
	const code = letter.codePointAt(0) ?? 0;
	if (code < 128) return code;
	return { '«': 0xab, '»': 0xbb }[letter] ?? code - 0x0410 + 0xc0;
});
const rows = [
	['«Роза»', 'Пермь'],
	['Мост; и "берег"', 'Тула'],
];
const read = (bytes: Uint8Array) => {
	const table = readFile(bytes);
	return table.ok ? table.value : table.refusal.id;
};

describe('a table of text', () => {
	it.each([
		['UTF-8', strToU8(text)],
		['UTF-8 with its mark', strToU8(`\uFEFF${text}`)],
		['Windows-1251', cp1251],
		[
			'UTF-16',
			Uint8Array.from([
				0xff,
				0xfe,
				...new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer),
			]),
		],
		['commas', strToU8('Название,Город\n«Роза»,Пермь\n"Мост; и ""берег""",Тула')],
		['tabulators', strToU8('Название\tГород\n«Роза»\tПермь\n"Мост; и ""берег"""\tТула\n\n')],
	])('is read whether it is in %s', (_, bytes) => {
		expect(read(bytes)).toMatchObject({ headings: ['Название', 'Город'], rows });
	});
	it('keeps what does not fit its columns, and fills up what is short', () => {
		expect(read(strToU8('a,b\n1\n1,2,3\n,,\n'))).toMatchObject({
			rows: [
				['1', ''],
				['1', '2', '3'],
			],
		});
	});
	it.each([
		['', 'import.no-rows'],
		['a,b\n', 'import.no-rows'],
		[`a\n${'x\n'.repeat(50_001)}`, 'import.too-many-rows'],
		[`${'a,'.repeat(300)}\n1`, 'import.too-many-columns'],
		[`a\n${'x'.repeat(5001)}`, 'import.cell-too-long'],
		['\u0001\u0000\u0000', 'import.unread'],
		['{"a":', 'import.unread'],
		['{"contents":[]}', 'import.no-rows'],
	])('that is none is refused: %#', (given, id) => {
		expect(read(strToU8(given))).toBe(id);
	});
});

const sheet = (cells: string) =>
	`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`;
const book = (cells: string, more: Record<string, Uint8Array> = {}) =>
	zipSync({
		'xl/workbook.xml': strToU8(
			'<workbook xmlns:r="r"><sheets><sheet name="Список" sheetId="1" r:id="rId7"/><sheet name="b" r:id="rId8"/></sheets></workbook>',
		),
		'xl/_rels/workbook.xml.rels': strToU8(
			'<Relationships><Relationship Id="rId7" Target="worksheets/list.xml"/></Relationships>',
		),
		'xl/sharedStrings.xml': strToU8(
			'<sst><si><t>Название</t></si><si><r><t>Мост </t></r><r><t>&amp; берег</t></r><rPh><t>no</t></rPh></si></sst>',
		),
		'xl/styles.xml': strToU8(
			'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
		),
		'xl/worksheets/list.xml': strToU8(sheet(cells)),
		'xl/vbaProject.bin': new Uint8Array(100),
		...more,
	});

describe('a workbook', () => {
	it('gives its first sheet: shared and inline texts, days, figures; what was reckoned is counted, not reckoned', () => {
		const table = read(
			book(
				'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Основана</t></is></c></row>' +
					'<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" t="str"><f>1+1</f><v>2</v></c><c r="C5" s="1"><v>35202</v></c></row>',
			),
		);
		expect(table).toMatchObject({
			headings: ['Название', '', 'Основана'],
			rows: [['Мост & берег', '2', '1996-05-17']],
			reckoned: 1,
		});
	});
	it('may have no shared texts and no styles, and cells that do not say where they are', () => {
		const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
		const cells = `<row>${cell('a')}${cell('b')}</row><row>${cell('')}${cell('2')}</row>`;
		const none = { 'xl/sharedStrings.xml': new Uint8Array(), 'xl/styles.xml': new Uint8Array() };
		expect(read(book(cells, none))).toMatchObject({ headings: ['a', 'b'], rows: [['', '2']] });
	});
	it('that unfolds into more than a list can be is not unfolded', () => {
		const bomb = book('', { 'xl/worksheets/bomb.xml': new Uint8Array(120 * 1024 * 1024) });
		expect(bomb.length).toBeLessThan(1024 * 1024);
		expect(read(bomb)).toBe('import.too-great-inside');
	});
	it('that is broken, old, or no workbook is refused', () => {
		expect(read(book('').subarray(0, 300))).toBe('import.unread');
		expect(read(zipSync({ 'a.txt': strToU8('a') }))).toBe('import.unread');
		expect(read(book('<row><c r="A1"><v>1'))).toBe('import.unread');
		expect(read(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1]))).toBe('import.old-workbook');
		expect(read(book(`<row r="1"><c r="ZZZ1"><v>1</v></c></row>`))).toBe('import.too-many-columns');
	});
});

describe('organisations of HSDS', () => {
	const one = {
		id: '1',
		name: 'Мост',
		description: 'Помогает',
		website: 'https://most.example',
		phones: [{ number: '+7 342 212-00-01' }],
		locations: [
			{
				latitude: 58,
				longitude: 56.2,
				addresses: [{ city: 'Пермь', state_province: 'Пермский край', address_1: 'ул. Мира, 3' }],
			},
		],
		attributes: [{ taxonomy_term: { code: 'army' } }],
	};
	it.each([
		['a list', [one]],
		['a page of the API', { contents: [one] }],
		['an export', { organizations: [one], services: [{ id: 's', organization_id: '1', name: 'Приём' }] }],
		[
			'services with their organisations',
			[
				{ id: 's', name: 'Приём', organization: one },
				{ id: 't', organization: one },
			],
		],
	])('are read from %s, each once, and their columns are known', (_, given) => {
		const table = read(strToU8(JSON.stringify(given)));
		if (typeof table === 'string') throw new Error(table);
		expect(table.rows).toEqual([
			[
				'Мост',
				'',
				'Пермь',
				'Пермский край',
				'58',
				'56.2',
				'Помогает',
				'+7 342 212-00-01',
				'',
				'https://most.example',
				'ул. Мира, 3',
				'army',
				'',
				'',
			],
		]);
		expect(guessMapping(table.headings, table.rows)).toEqual([
			'name',
			'formerNames',
			'town',
			'region',
			'latitude',
			'longitude',
			'about',
			'telephone',
			'mail',
			'site',
			'address',
			'themes',
			'foundedOn',
			null,
		]);
	});
});

test('whatever a file holds, it is read or refused', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 300 }),
			fc.constantFrom([], [0x50, 0x4b, 3, 4], [0x7b], [0xff, 0xfe]),
			(bytes, start) => {
				const table = readFile(Uint8Array.from([...start, ...bytes]));
				if (!table.ok) expect(table.refusal.id).toMatch(/^import\./);
			},
		),
		{ numRuns: 500 },
	);
});
