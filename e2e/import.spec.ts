/**
 * The office takes somebody's list over: 10,000 rows, 200 of them bad. They are checked and told, nothing comes in
 * until it is asked; the bad come back as a file with their reasons; what came in says that it is no member.
 */
import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import { strToU8, zipSync } from 'fflate';
import Papa from 'papaparse';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { towns } from '#country/ru/towns.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs, noBarriers } from './desk/people.ts';

let server: RealServer;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const words = {
	ru: {
		section: 'Внести список',
		other: 'Организации сети',
		file: 'Файл со списком',
		source: 'Чей это список',
		called: 'Справочник «Кама», 2024',
		check: 'Проверить',
		good: 'Внести 9796 организаций',
		after: 'Внести 9799 организаций',
		brought: 'В справочник внесено 9798 организаций.',
		save: 'Сохранить 202 невнесённые строки в файл',
		reason: 'Почему не внесена',
		formula: 'Название: в ячейке формула, а не текст',
		early: 'Год основания: дата раньше 1900 года: «1812»',
		reversed: 'Широта: широта и долгота переставлены местами',
		which: 'Киров (3 строки)',
		keep: 'Запомнить выбор и проверить снова',
		region: 'Киров, Калужская область',
		alike: 'Возможно, уже есть в справочнике',
		skip: /^Не вносить ?: /,
		skipped: 'Не будет внесена',
		member: 'Эта организация не входит в сеть',
		stop: 'Остановить',
		goOn: 'Продолжить',
	},
	en: {
		section: 'Take over a list',
		other: 'Organisations of the network',
		file: 'File with the list',
		source: 'Whose list it is',
		called: 'The Kama directory, 2024',
		check: 'Check',
		good: 'Bring in 9796 organisations',
		after: 'Bring in 9799 organisations',
		brought: '9798 organisations were brought into the directory.',
		save: 'Save 202 rows that were not taken as a file',
		reason: 'Why it was not taken',
		formula: 'Name: the cell holds a formula, not a text',
		early: 'Founded: the date is before 1900: “1812”',
		reversed: 'Latitude: latitude and longitude have changed places',
		which: 'Киров (3 rows)',
		keep: 'Keep these and check again',
		region: 'Kirov, Kaluga Oblast',
		alike: 'Perhaps in the directory already',
		skip: /^Leave out ?: /,
		skipped: 'Will be left out',
		member: 'This organisation is not a member of the network',
		stop: 'Stop',
		goOn: 'Go on',
	},
} as const;
type Language = keyof typeof words;

const headings = {
	ru: ['№', 'Название', 'Город', 'Регион', 'Широта', 'Долгота', 'Сайт', 'Год основания'],
	en: ['#', 'Name', 'City', 'Region', 'Latitude', 'Longitude', 'Website', 'Founded'],
} as const;
/** Towns that their region has once. */
const some = towns.filter(
	({ population, names, region }) =>
		population > 20_000 && gazetteer.whichTown(names.ru, region).kind === 'known',
);

/**
 * 10,000 rows: 200 bad, three of a town that exists several times, one that is like a member, one like a row far above
 * it (which is seen when that one has come in).
 */
function makeList(language: Language): string[][] {
	return Array.from({ length: 10_000 }, (_, at) => {
		const town = some[at % some.length];
		const row = [
			`${at + 1}`,
			`Группа «Верба-${language}-${at}»`,
			town?.names.ru ?? '',
			town?.region ?? '',
			'',
			'',
			`verba-${language}-${at}.example`,
			'1996',
		];
		if (at % 50 === 0) {
			if (at % 100 === 0) row[1] = '=HYPERLINK("http://evil.example";"Роза")';
			else if (at % 150 === 0) row.splice(4, 2, '156.25', '58.01');
			else row[7] = '1812';
		} else if ([11, 1012, 2013].includes(at)) row.splice(2, 2, 'Киров', '');
		// A member of the demonstration, and a row far above, in another spelling.
		else if (at === 14) row.splice(1, 3, 'РОО «ЗАСТУПА»', 'Тула', 'Тульская область');
		else if (at === 9013)
			row.splice(
				1,
				6,
				`ГРУППА «ВЕРБА-${language.toUpperCase()}-15»`,
				some[15]?.names.ru ?? '',
				some[15]?.region ?? '',
				'',
				'',
				'',
			);
		return row;
	});
}

/** As a spreadsheet in Russia saves it. */
function asCp1251(rows: readonly (readonly string[])[]): Buffer {
	const text = Papa.unparse([...rows] as string[][], { delimiter: ';' });
	return Buffer.from(
		Array.from(text, (letter) => {
			const code = letter.codePointAt(0) ?? 0;
			const odd: Readonly<Record<string, number>> = { '«': 0xab, '»': 0xbb, '№': 0xb9, ё: 0xb8, Ё: 0xa8 };
			return code < 128 ? code : (odd[letter] ?? code - 0x0410 + 0xc0);
		}),
	);
}

function asWorkbook(rows: readonly (readonly string[])[]): Buffer {
	const safe = (cell: string) => cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	const lines = rows.map(
		(row) => `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${safe(cell)}</t></is></c>`).join('')}</row>`,
	);
	const files = {
		'xl/workbook.xml':
			'<workbook xmlns:r="r"><sheets><sheet name="1" sheetId="1" r:id="a"/></sheets></workbook>',
		'xl/_rels/workbook.xml.rels':
			'<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
		'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`,
	};
	return Buffer.from(
		zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]))),
	);
}

describe.each(['ru', 'en'] as const)('in %s', (language) => {
	const w = words[language];

	test('a list of 10,000 is checked, asked about, brought in when asked; the bad come back with reasons', async () => {
		const staff = await enterAs(browser, server.address, 'office', language);
		const { page } = staff;
		await page.getByRole('link', { name: w.section, exact: true }).first().click();
		const rows = [[...headings[language]], ...makeList(language)];
		const buffer = language === 'ru' ? asCp1251(rows) : asWorkbook(rows);
		const name = language === 'ru' ? 'кама.csv' : 'kama.xlsx';
		await page.getByLabel(w.file).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
		await page.getByLabel(w.source).fill(w.called);
		expect(await page.getByLabel(headings[language][1], { exact: true }).inputValue()).toBe('name');
		expect(await page.getByLabel(headings[language][7], { exact: true }).inputValue()).toBe('foundedOn');
		await noBarriers(staff, axe.source);
		// Stopped in the middle and left: it goes on where it stopped, with the same file.
		const sent = '**/api/act/directory.addImportRows';
		let calls = 0;
		let goOn: (() => void) | undefined;
		await page.route(sent, async (route) => {
			calls += 1;
			if (calls === 4) await new Promise<void>((done) => (goOn = done));
			await route.continue();
		});
		await page.getByRole('button', { name: w.check, exact: true }).click();
		await expect.poll(() => goOn !== undefined, { timeout: 60_000 }).toBe(true);
		await page.getByRole('button', { name: w.stop, exact: true }).click();
		goOn?.();
		await page.getByRole('button', { name: w.goOn, exact: true }).waitFor();
		await page.getByRole('link', { name: w.other, exact: true }).first().click();
		await page.getByRole('heading', { level: 1, name: w.other }).waitFor();
		await page.getByRole('link', { name: w.section, exact: true }).first().click();
		await page
			.getByRole('listitem')
			.filter({ hasText: w.called })
			.getByRole('button', { name: w.goOn })
			.click();
		await page.getByLabel(w.file).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
		await page.getByRole('button', { name: w.good, exact: true }).waitFor({ timeout: 120_000 });
		expect(calls).toBe(20);
		await noBarriers(staff, axe.source);
		const listed = await fetch(`${server.address}/${language}/directory/gruppa-verba-${language}-1`);
		expect(listed.status).toBe(404);

		// Which Kirov: once for three rows. The member's entry is not merged, and not doubled unasked.
		await page.getByLabel(w.which).selectOption({ label: w.region });
		await page.getByRole('button', { name: w.keep }).click();
		await page.getByText(w.which).waitFor({ state: 'detached' });
		await page.getByRole('heading', { name: w.alike }).waitFor();
		await page.getByRole('button', { name: w.skip }).first().click();
		await page.getByText(w.skipped).waitFor();
		await page.getByRole('button', { name: w.after, exact: true }).click();
		await page.getByText(w.brought).waitFor({ timeout: 120_000 });
		await noBarriers(staff, axe.source);

		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: w.save, exact: true }).click(),
		]);
		const text = await readFile(await download.path(), 'utf8');
		const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true });
		const [first, ...back] = data;
		expect(first).toEqual([...headings[language], w.reason]);
		expect(back).toHaveLength(202);
		const reasons = back.map((row) => row.at(-1));
		expect(reasons.filter((reason) => reason === w.formula)).toHaveLength(100);
		expect(reasons).toContain(w.early);
		expect(reasons).toContain(w.reversed);
		expect(back.flat().filter((cell) => /^[=+\-@\t]/.test(cell))).toEqual([]);
		expect(staff.complaints).toEqual([]);
		await staff.context.close();

		const reader = await browser.newContext({ javaScriptEnabled: false });
		const shown = await reader.newPage();
		await shown.goto(`${server.address}/${language}/directory/gruppa-verba-${language}-1`);
		await shown.getByText(w.member).waitFor();
		expect(await shown.getByText(w.called).count()).toBe(1);
		await shown.goto(`${server.address}/${language}/directory/towns/kirov-klu`);
		expect(await shown.getByText(`Верба-${language}-11`).count()).toBe(1);
		await reader.close();
	});
});
