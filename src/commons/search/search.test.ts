import { beforeAll, describe, expect, it, test } from 'vitest';
import { within } from '#platform/db/within.ts';
import { system, visitor } from '#platform/action/index.ts';
import { withRuntime } from '#test/builders/server.ts';
import {
	putSearchDocument,
	search,
	withdrawSearchDocument,
	type Found,
	type Narrowing,
	type SearchDocument,
} from './index.ts';
import { updateWords } from './store/words.ts';

const server = withRuntime();

const page = (
	id: string,
	ru: [string, string],
	en: [string, string],
	more: Partial<SearchDocument> = {},
) => ({
	programme: 'directory',
	id,
	path: `/directory/${id}`,
	title: { ru: ru[0], en: en[0] },
	text: { ru: ru[1], en: en[1] },
	themes: [],
	updatedOn: '2026-11-23',
	...more,
});
const documents: SearchDocument[] = [
	page(
		'pravo',
		['Право на защиту', 'Пермь. Юристы помогают заключённым и их семьям.'],
		['Right to Defence', 'Perm. Lawyers help prisoners and their families.'],
		{ region: 'RU-PER', themes: ['prison', 'court'], year: 2024 },
	),
	page(
		'memorial',
		['Мемориал', 'Память о репрессиях; архив и библиотека.'],
		['Memorial', 'Memory of the repressions; archive and library.'],
		{ region: 'RU-PER', themes: ['archive'], year: 2025 },
	),
	page(
		'helsinki',
		['Хельсинкская группа', 'Наблюдает за судами. Ещё одна ёлка.'],
		['Helsinki group', 'Watches courts.'],
		{ region: 'RU-MOW', themes: ['court'], year: 2025 },
	),
	page('soldiers', ['Солдатские матери', 'Призыв, служба, <b>опасность</b>.'], ['', ''], {
		programme: 'chronicle',
		region: 'RU-SPE',
		themes: [],
	}),
];

const ask = async (
	term: string,
	narrowing: Narrowing = {},
	locale: 'ru' | 'en' = 'ru',
	number = 1,
): Promise<Found> => {
	const answer = await search(server.runtime.publicDb, { term, narrowing, page: number, locale });
	if (answer.state !== 'answered') throw new Error(answer.state);
	return answer.found;
};
const paths = (found: Found) => found.findings.map(({ path }) => path.slice('/directory/'.length));

beforeAll(async () => {
	await within(server.runtime.db, visitor, async (tx) => {
		for (const document of documents) await putSearchDocument(tx, document);
	});
	await within(server.runtime.db, system, updateWords);
});

describe('what is asked is found', () => {
	test.each([
		['as written', 'право', 'pravo'],
		['in another case', 'ПРАВА', 'pravo'],
		['in another form of the word', 'заключённого', 'pravo'],
		['е for ё', 'заключенные', 'pravo'],
		['ё for е', 'ёлку', 'helsinki'],
		['in English', 'lawyer', 'pravo'],
		['in English, in another form', 'watching', 'helsinki'],
		['Latin for Cyrillic', 'prava', 'pravo'],
		['Latin for Cyrillic, a name', 'khelsinki', 'helsinki'],
		['Cyrillic for Latin', 'хелсинки', 'helsinki'],
		['by its beginning', 'мемор', 'memorial'],
		['by its beginning, Latin for Cyrillic', 'zaklyuch', 'pravo'],
		['several words, in whatever order', 'защиты право', 'pravo'],
		['with words that say nothing', 'право на защиту и в', 'pravo'],
	])('%s', async (_, term, path) => {
		const found = await ask(term);
		expect(paths(found)).toContain(path);
		expect(found.understood).toEqual({ as: 'typed' });
	});

	test.each([
		['ghfdj', 'право', 'other-layout', 'pravo'],
		['кшпре', 'right', 'other-layout', 'pravo'],
		['мемариал', 'мемориал', 'corrected', 'memorial'],
		['архви', 'архив', 'corrected', 'memorial'],
		['рпаво', 'право', 'corrected', 'pravo'],
		['емориал', 'мемориал', 'corrected', 'memorial'],
		['мэмариал', 'мемориал', 'corrected', 'memorial'],
		['заключённмыи', 'заключенным', 'corrected', 'pravo'],
		['vtvjhbfk', 'мемориал', 'other-layout', 'memorial'],
		['vtvfhbfk', 'мемориал', 'corrected', 'memorial'],
	])('%s is understood as %s (%s)', async (term, meant, as, path) => {
		const found = await ask(term);
		expect(found.understood).toEqual({ as, term: meant });
		expect(paths(found)[0]).toBe(path);
	});

	it('some of the words, where nothing has all', async () => {
		const found = await ask('мемориал вертолёт');
		expect(found.understood).toEqual({ as: 'some-words' });
		expect(paths(found)).toEqual(['memorial']);
	});

	it('nothing, where there is nothing', async () => {
		expect(await ask('вертолётоносец')).toMatchObject({
			total: 0,
			pages: 0,
			findings: [],
			understood: { as: 'typed' },
		});
		expect(await ask('и в на')).toMatchObject({ total: 0 });
	});

	test.each(["'; drop table accord.search_document; --", 'a & b | !c:*', '\\', '\u0000право', '((('])(
		'%j is a question like another',
		async (term) => {
			await search(server.runtime.publicDb, { term, narrowing: {}, page: 1, locale: 'en' });
			expect((await ask('право')).total).toBe(1);
		},
	);
});

describe('findings', () => {
	it('show the hit where it stands, in the language that has it', async () => {
		const [found] = (await ask('prisoner')).findings;
		expect(found?.snippetLocale).toBe('en');
		expect(found?.title).toEqual([{ text: 'Право на защиту', hit: false }]);
		expect(found?.snippet).toContainEqual({ text: 'prisoners', hit: true });
		const [russian] = (await ask('prisoner', {}, 'en')).findings;
		expect(russian?.title).toEqual([{ text: 'Right to Defence', hit: false }]);
	});

	it('hold the text as it is: the page escapes it', async () => {
		const [found] = (await ask('опасность', {}, 'en')).findings;
		expect(found?.snippet.map(({ text }) => text).join('')).toBe('Призыв, служба, <b>опасность</b>.');
		expect(found?.title[0]?.text).toBe('Солдатские матери');
	});

	it('are counted by facet, and narrowed', async () => {
		const found = await ask('court');
		expect(found.facets).toEqual({
			programme: [{ value: 'directory', count: 1 }],
			region: [{ value: 'RU-MOW', count: 1 }],
			theme: [{ value: 'court', count: 1 }],
			year: [{ value: '2025', count: 1 }],
		});
		const perm = await ask('перм', {});
		expect(perm.facets.theme).toEqual([
			{ value: 'court', count: 1 },
			{ value: 'prison', count: 1 },
		]);
		expect(
			(await ask('право', { region: 'RU-PER', theme: 'prison', year: '2024', programme: 'directory' })).total,
		).toBe(1);
		expect((await ask('право', { region: 'RU-MOW' })).total).toBe(0);
	});

	it('in a title stand before those in a text', async () => {
		await within(server.runtime.db, visitor, (tx) =>
			putSearchDocument(
				tx,
				page('other', ['Другие', 'Здесь говорят: мемориал.'], ['', ''], { updatedOn: '2026-11-24' }),
			),
		);
		expect(paths(await ask('мемориал'))).toEqual(['memorial', 'other']);
		await within(server.runtime.db, visitor, (tx) => withdrawSearchDocument(tx, 'directory', 'other'));
		expect(paths(await ask('мемориал'))).toEqual(['memorial']);
	});

	it('are divided into pages', async () => {
		await within(server.runtime.db, system, async (tx) => {
			for (let number = 0; number < 23; number += 1)
				await putSearchDocument(tx, page(`n${number}`, [`Выпуск ${number}`, 'Хроника'], ['', '']));
		});
		const first = await ask('хроника');
		const last = await ask('хроника', {}, 'ru', 3);
		expect([first.total, first.pages, first.findings.length, last.findings.length]).toEqual([23, 3, 10, 3]);
		const all = [...first.findings, ...(await ask('хроника', {}, 'ru', 2)).findings, ...last.findings];
		expect(new Set(all.map(({ path }) => path)).size).toBe(23);
		expect((await ask('хроника', {}, 'ru', 999)).findings).toEqual([]);
	});
});

it('only the house writes; a transaction that fails has put nothing in', async () => {
	const { db } = server.runtime;
	await expect(within(db, visitor, (tx) => tx.deleteFrom('search_document').execute())).rejects.toThrow(
		/permission/,
	);
	const failing = within(db, visitor, async (tx) => {
		await putSearchDocument(tx, page('never', ['Неслыханное', ''], ['', '']));
		throw new Error('undone');
	});
	await expect(failing).rejects.toThrow('undone');
	expect((await ask('неслыханное')).total).toBe(0);
});

it('words of what was withdrawn are forgotten', async () => {
	const { db } = server.runtime;
	await within(db, system, (tx) => putSearchDocument(tx, page('gone', ['Ыгырлык', ''], ['', ''])));
	await within(db, system, updateWords);
	const words = () =>
		within(db, visitor, (tx) =>
			tx.selectFrom('search_word').select('word').where('word', '=', 'ыгырлык').execute(),
		);
	expect(await words()).toHaveLength(1);
	await within(db, system, (tx) => withdrawSearchDocument(tx, 'directory', 'gone'));
	await within(db, system, updateWords);
	expect(await words()).toEqual([]);
});
