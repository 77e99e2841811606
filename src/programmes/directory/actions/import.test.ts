import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { insertDesk, insertMember, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { organisationPage } from '../index.ts';
import type { PartCounts } from '../model/import.ts';
import type { HeldRow, ImportView } from './import/view.ts';

const server = withRuntime();
let office: TestMember;
let other: TestMember;
const house = <T>(work: Parameters<typeof within<T>>[2]) => within(server.runtime.db, system, work);

beforeAll(async () => {
	await vaultReady();
	const desk = await insertDesk(server.runtime, 'office', { office: true });
	office = await insertMember(server.runtime, desk, 'office', { coordinator: true });
	const elsewhere = await insertDesk(server.runtime, 'Мемориал');
	other = await insertMember(server.runtime, elsewhere, 'other', { coordinator: true });
	await house((tx) =>
		sql`update accord.organisation set region = 'RU-PER', town_slug = 'perm', town_ru = 'Пермь', name_ru = 'Мемориал'
			where id = ${elsewhere.organisation}`.execute(tx),
	);
});

const told = (rows: number, more: object = {}) => ({
	source: 'Справочник «Кама»',
	fileName: 'kama.csv',
	digest: '0'.repeat(64),
	delimiter: ';',
	rows,
	headings: ['Название', 'Город', 'Регион', 'Сайт', 'Тема', 'Секрет'],
	mapping: ['name', 'town', 'region', 'site', 'themes', null],
	choices: {},
	...more,
});
async function act<T>(name: string, input: object, by = office): Promise<T> {
	const answer = await by.act(`directory.${name}`, input);
	if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.refusal)}`);
	return answer.value as T;
}
async function begin(parts: readonly (readonly string[])[][]) {
	const id = randomUUID();
	await act('beginImport', { import: id, told: told(parts.flat().length), parts: parts.length });
	const counts: PartCounts[] = [];
	for (const [part, rows] of parts.entries())
		counts.push(await act<PartCounts>('addImportRows', { import: id, part, rows }));
	return { id, counts };
}
const held = async (id: string, part = 0) =>
	(await act<{ held: HeldRow[] }>('readImportPart', { import: id, part })).held.map(
		({ number, verdict }) => ({ number, verdict }),
	);
const listedNow = () =>
	house(async (tx) => {
		const { rows } = await sql<{
			name_ru: string;
			slug: string;
		}>`select name_ru, slug from accord.organisation
			where state = 'listed' order by name_ru, slug`.execute(tx);
		return rows;
	});

const good = (name: string, more: readonly string[] = []) => [name, 'Пермь', 'Пермский край', ...more];

describe('a list that the office takes over', () => {
	it('comes in part by part, says what is wrong, and is brought in only when asked', async () => {
		const rows = [
			good('Группа «Роза»', ['roza.example', 'Армия и призыв', 'телефон источника']),
			['', 'Пермь', 'Пермский край'],
			good('МЕМОРИАЛ'),
			['Группа «Лилия»', 'Киров', ''],
			good('Группа «Роза»', ['https://roza.example/']),
		];
		const { id, counts } = await begin([rows]);
		expect(counts).toEqual([
			{ part: 0, rows: 5, good: 1, bad: 1, asking: 1, alike: 2, skipped: 0, brought: 0, current: true },
		]);
		expect(await held(id)).toMatchObject([
			{ number: 2, verdict: { is: 'bad', faults: [{ is: 'name-missing', column: 0 }] } },
			{ number: 3, verdict: { is: 'alike', to: [{ name: { ru: 'Мемориал' }, reasons: ['name'] }] } },
			{ number: 4, verdict: { is: 'asking', written: 'Киров' } },
			{ number: 5, verdict: { is: 'alike', to: [{ row: 0, reasons: ['name', 'site'] }] } },
		]);
		expect(await listedNow()).toEqual([]);

		// One answer settles every row that writes the town so; a decision stays through further checks.
		const [, , third] = await held(id);
		if (third?.verdict.is !== 'asking') throw new Error('Nothing was asked');
		await act('decideImportRows', { import: id, part: 0, rows: [2], decided: 'skip' });
		await act('changeImport', { import: id, choices: { [third.verdict.key]: 'kirov' } });
		const stale = await act<{ imports: ImportView[] }>('viewImports', {});
		expect(stale.imports[0]?.parts[0]).toMatchObject({ current: false });
		const again = await act<PartCounts>('checkImportPart', { import: id, part: 0 });
		expect(again).toMatchObject({ good: 2, bad: 1, asking: 0, alike: 1, skipped: 1, current: true });
		await act('decideImportRows', { import: id, part: 0, rows: [4], decided: 'bring' });

		const done = await act<PartCounts>('bringInPart', { import: id, part: 0 });
		expect(done).toMatchObject({ good: 0, bad: 1, alike: 0, skipped: 1, brought: 3 });
		expect((await listedNow()).map(({ name_ru }) => name_ru)).toEqual([
			'Группа «Лилия»',
			'Группа «Роза»',
			'Группа «Роза»',
		]);

		const [rose] = (await listedNow()).filter(({ name_ru }) => name_ru.includes('Роза'));
		const page = await organisationPage(server.runtime, rose?.slug ?? '');
		expect(page).toMatchObject({
			listed: { from: 'Справочник «Кама»' },
			town: { ru: 'Пермь', en: 'Perm' },
			facts: { themes: { value: ['army'] }, links: { value: [{ href: 'https://roza.example' }] } },
		});
		const { rows: found } = await sql<{ path: string }>`select path from accord.search_document
			where title_ru = 'Группа «Лилия»'`.execute(server.runtime.publicDb);
		expect(found).toHaveLength(1);
		// What the directory does not take over lies nowhere in clear, and nowhere at all once the import is forgotten.
		await act('forgetImport', { import: id });
		expect((await act<{ imports: ImportView[] }>('viewImports', {})).imports).toEqual([]);
		expect(await listedNow()).toHaveLength(3);
	});

	it('goes on where it stopped: a part sent again, checked again or brought in again changes nothing', async () => {
		const before = (await listedNow()).length;
		const { id } = await begin([[good('Астра')], [good('Астра')]]);
		await act('addImportRows', { import: id, part: 0, rows: [good('Другая')] });
		const once = await act<PartCounts>('bringInPart', { import: id, part: 0 });
		const [twice, thrice] = await Promise.all([
			act<PartCounts>('bringInPart', { import: id, part: 0 }),
			act<PartCounts>('bringInPart', { import: id, part: 0 }),
		]);
		expect([once, twice, thrice].map(({ brought }) => brought)).toEqual([1, 1, 1]);
		// The same organisation lower down in the list: a part that was good when it was checked holds it back now.
		const second = await act<PartCounts>('bringInPart', { import: id, part: 1 });
		expect(second).toMatchObject({ alike: 1, brought: 0 });
		expect(await held(id, 1)).toMatchObject([
			{ number: 2, verdict: { to: [{ state: 'listed', reasons: ['name'] }] } },
		]);
		expect(await listedNow()).toHaveLength(before + 1);
		expect((await listedNow()).map(({ name_ru }) => name_ru)).not.toContain('Другая');
	});

	it('is brought in once even where the answer was lost after the rows were written', async () => {
		const { id } = await begin([[good('Ирис')]]);
		await act('bringInPart', { import: id, part: 0 });
		await house((tx) =>
			sql`update accord.directory_import_part set brought = '{}' where import = ${id}`.execute(tx),
		);
		await act('decideImportRows', { import: id, part: 0, rows: [0], decided: 'bring' });
		await act('bringInPart', { import: id, part: 0 });
		expect((await listedNow()).filter(({ name_ru }) => name_ru === 'Ирис')).toHaveLength(1);
	});

	it('is the office’s alone', async () => {
		const { id } = await begin([[good('Мак')]]);
		for (const [name, input] of [
			['viewImports', {}],
			['readImportPart', { import: id, part: 0 }],
			['bringInPart', { import: id, part: 0 }],
		] as const)
			expect(await other.act(`directory.${name}`, input)).toMatchObject({
				ok: false,
				refusal: { id: 'access.denied' },
			});
		await act('forgetImport', { import: id });
		expect(await office.act('directory.bringInPart', { import: id, part: 0 })).toMatchObject({
			ok: false,
			refusal: { id: 'import.unknown' },
		});
	});

	it('is forgotten after thirty days when nobody goes on with it', async () => {
		const { id } = await begin([[good('Пион')]]);
		await house((tx) =>
			sql`update accord.directory_import set begun_on = begun_on - 31 where id = ${id}`.execute(tx),
		);
		const { id: next } = await begin([[good('Клевер')]]);
		const { imports } = await act<{ imports: ImportView[] }>('viewImports', {});
		expect(imports.map((one) => one.id)).toContain(next);
		expect(imports.map((one) => one.id)).not.toContain(id);
	});

	it('that is too great, or whose columns say too little, is refused', async () => {
		for (const wrong of [
			{ rows: 50_001 },
			{ mapping: ['about', 'town', null, null, null, null] },
			{ source: '' },
		])
			expect(
				await office.act('directory.beginImport', { import: randomUUID(), told: told(1, wrong), parts: 1 }),
			).toMatchObject({ ok: false, refusal: { id: 'input.invalid' } });
	});
});
