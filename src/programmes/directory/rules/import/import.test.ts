import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { regions } from '#country/ru/regions.ts';
import { makeKnown } from '../../actions/import/known.ts';
import { faults, isWhole, type Mapping } from '../../model/import.ts';
import { readDate } from './date.ts';
import { isFormula, neutralised } from './formula.ts';
import { guessMapping } from './guess.ts';
import { readRow } from './read-row.ts';
import { makeRegionReader } from './region.ts';

const today = '2026-11-24';

describe('a formula', () => {
	it.each([
		'=1+1',
		'=HYPERLINK("http://x")',
		' =cmd',
		'@SUM(A1)',
		"+1+cmd|' /C calc'!A0",
		'-A1',
		'\tРоза',
		'\r=1',
		'+Имя',
	])('is %j', (cell) => {
		expect(isFormula(cell)).toBe(true);
		expect(neutralised(cell)).toBe(`'${cell}`);
		expect(isFormula(neutralised(cell))).toBe(false);
	});
	it.each([
		'',
		'-',
		'—',
		'+7 (342) 212-00-01',
		'+7 342 2120001, доб. 12',
		'-5.25',
		'8 800 1',
		'Роза',
		'a=b',
		'a@b.example',
	])('is not %j', (cell) => expect(isFormula(cell)).toBe(false));
});

test('dates are read as lists write them; too early, to come and none are told', () => {
	const read = (written: string) => readDate(written, today);
	expect(
		[
			'1996',
			'1996 г.',
			'05.1996',
			'1996-5',
			'17.05.1996',
			'17/5/1996',
			'1996-05-17',
			'1996-05-17T00:00:00.000Z',
		].map(read),
	).toEqual(['1996', '1996', '1996-05', '1996-05', '1996-05-17', '1996-05-17', '1996-05-17', '1996-05-17']);
	expect(['985', '1899', '31.12.1812', '2026-11-25', '2027', '30.02.2001', 'давно', '96'].map(read)).toEqual([
		'date-early',
		'date-early',
		'date-early',
		'date-future',
		'date-future',
		'date-unread',
		'date-unread',
		'date-unread',
	]);
});

describe('a region', () => {
	const read = makeRegionReader(regions);
	it.each([
		['RU-PER', 'RU-PER'],
		['пермский край', 'RU-PER'],
		['Пермский', 'RU-PER'],
		['Московская обл.', 'RU-MOS'],
		['г. Москва', 'RU-MOW'],
		['Moscow', 'RU-MOW'],
		['Moscow Oblast', 'RU-MOS'],
		['Алтай', 'RU-AL'],
		['Алтайский край', 'RU-ALT'],
		['Респ Саха /Якутия/', 'RU-SA'],
		['Ханты-Мансийский Автономный округ - Югра', 'RU-KHM'],
		['Кемеровская область — Кузбасс', 'RU-KEM'],
		['Чувашская республика', 'RU-CU'],
		['область', undefined],
		['Нарния', undefined],
	])('written %s is %s', (written, code) => {
		expect(read(written)).toBe(code);
	});
	it('is known by its own names', () => {
		for (const { code, names } of regions) expect([code, read(names.ru)]).toEqual([code, code]);
	});
});

describe('columns', () => {
	it('are guessed by Russian and English headings, and by what stands in them; nothing twice', () => {
		expect(
			guessMapping(
				[
					'№',
					'Название организации',
					'Город',
					'Регион',
					'Широта',
					'Долгота',
					'Эл. почта',
					'Год основания',
					'Название',
				],
				[],
			),
		).toEqual([null, 'name', 'town', 'region', 'latitude', 'longitude', 'mail', 'foundedOn', null]);
		expect(
			guessMapping(
				['a', 'Name', 'City', 'c', 'd'],
				[['x@y.example', 'n', 't', '+7 342 212-00-01', 'https://z.example']],
			),
		).toEqual(['mail', 'name', 'town', 'telephone', 'site']);
	});
	it('must name an organisation and a place', () => {
		expect(isWhole(['name', 'town'])).toBe(true);
		expect(isWhole(['nameEn', null, 'region'])).toBe(true);
		expect(isWhole(['name', 'about'])).toBe(false);
		expect(isWhole(['town'])).toBe(false);
		expect(isWhole(['name', 'name', 'town'])).toBe(false);
	});
});

describe('a row', () => {
	const known = makeKnown();
	const mapping: Mapping = [
		'name',
		'town',
		'region',
		'latitude',
		'longitude',
		'telephone',
		'mail',
		'site',
		'themes',
		'foundedOn',
		'address',
	];
	const read = (cells: readonly string[], choices: Record<string, string> = {}) =>
		readRow(cells, mapping, choices, known, today);
	const wrong = (...cells: string[]) => {
		const row = read(cells);
		return row.is === 'bad' ? row.faults.map(({ is, column }) => [is, column]) : row.is;
	};

	it('becomes an entry: town and region by the gazetteer, an address for the network alone', () => {
		expect(
			read([
				'«Кама»',
				'г. Пермь',
				'Пермский край',
				'58.01',
				'56,25',
				'+7 342 212-00-01',
				'a@b.example',
				'kama.example',
				'Армия и призыв; prison',
				'17.05.1996',
				'ул. Мира, 3',
			]),
		).toMatchObject({
			is: 'entry',
			entry: {
				name: { ru: '«Кама»', en: '' },
				town: { ru: 'Пермь', en: 'Perm' },
				townSlug: 'perm',
				region: 'RU-PER',
				facts: {
					themes: { value: ['army', 'prison'] },
					foundedOn: { value: '1996-05-17' },
					links: { value: [{ href: 'mailto:a@b.example' }, { href: 'https://kama.example' }] },
					address: { audience: 'network', value: { kind: 'office' } },
				},
			},
		});
	});
	it('of a shelter has no address, whatever the list says', () => {
		const row = read(['Приют «Дом»', 'Пермь', 'RU-PER', '', '', '', '', '', '', '', 'ул. Мира, 3']);
		expect(row).toMatchObject({ is: 'entry', entry: { facts: { address: { value: { kind: 'shelter' } } } } });
		expect(JSON.stringify(row)).not.toContain('Мира');
	});
	it.each([
		[['', 'Пермь', 'RU-PER'], [['name-missing', 0]]],
		[['А', '', 'RU-PER'], [['town-missing', 1]]],
		[['А', 'Хутор Никакой', ''], [['region-missing', 2]]],
		[['А', 'Пермь', 'Нарния'], [['region-unknown', 2]]],
		[
			['=A1', '+1+cmd|x', 'RU-PER'],
			[
				['formula', 0],
				['formula', 1],
				['town-missing', 1],
			],
		],
		[['я'.repeat(201), 'Пермь', 'RU-PER'], [['too-long', 0]]],
		[['А', 'Пермь', 'RU-PER', '156.25', '58.01'], [['coordinates-reversed', 3]]],
		[['А', 'Пермь', 'RU-PER', '48.85', '2.35'], [['coordinates-outside', 3]]],
		[['А', 'Пермь', 'RU-PER', '95', '200'], [['coordinates-impossible', 3]]],
		[['А', 'Пермь', 'RU-PER', 'север', '56.25'], [['coordinates-unread', 3]]],
		[
			['А', 'Пермь', 'RU-PER', '', '', '', 'почта', 'не сайт'],
			[
				['mail-unread', 6],
				['site-unread', 7],
				['site-unread', 7],
			],
		],
		[['А', 'Пермь', 'RU-PER', '', '', '', '', '', 'Шахматы'], [['theme-unknown', 8]]],
		[['А', 'Пермь', 'RU-PER', '', '', '', '', '', '', '1857'], [['date-early', 9]]],
		[['А', 'Пермь', 'RU-PER', '', '', '', '', '', '', '2030'], [['date-future', 9]]],
		[['А', 'Пермь', 'RU-PER', '', '', '', '', '', '', '', '', 'лишнее'], [['columns-many', null]]],
	] as const)('is told what is wrong with it: %j', (cells, expected) => {
		expect(wrong(...cells)).toEqual(expected);
	});
	it('whose town the country has several times is asked about, unless region, coordinates or a choice settle it', () => {
		const asked = read(['А', 'Киров', '']);
		expect(asked).toMatchObject({ is: 'asking', written: 'Киров' });
		if (asked.is !== 'asking') return;
		expect(asked.among.length).toBeGreaterThan(1);
		const slugOf = (row: ReturnType<typeof read>) => (row.is === 'entry' ? row.entry.townSlug : row.is);
		expect(slugOf(read(['А', 'Киров', 'Калужская область']))).toBe('kirov-klu');
		expect(slugOf(read(['А', 'Киров', '', '54.08', '34.3']))).toBe('kirov-klu');
		expect(slugOf(read(['А', 'Киров', ''], { [asked.key]: 'kirov' }))).toBe('kirov');
		expect(read(['А', 'Киров', ''], { [asked.key]: 'other' })).toMatchObject({
			is: 'bad',
			faults: [{ is: 'region-missing' }],
		});
	});
	it('of a city that is a region needs no town beside it', () => {
		expect(read(['А', '', 'г. Москва'])).toMatchObject({ is: 'entry', entry: { townSlug: 'moscow' } });
	});
	it('is never a fault of ours, whatever stands in it', () => {
		const cell = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 60 }),
			fc.constantFrom('=1', '__proto__', 'constructor', '-', '1'.repeat(50)),
		);
		fc.assert(
			fc.property(fc.array(cell, { maxLength: 14 }), (cells) => {
				const row = read(cells);
				if (row.is === 'bad') for (const { is } of row.faults) expect(faults).toContain(is);
			}),
			{ numRuns: 500 },
		);
	});
});
