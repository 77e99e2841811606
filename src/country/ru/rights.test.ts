import { describe, expect, it } from 'vitest';
import type { InstrumentId } from '#country/model.ts';
import { findArticle, findRight, instruments, rights } from './rights.ts';

const numbers = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
const articlesOf = (id: InstrumentId) =>
	instruments.find((instrument) => instrument.id === id)?.articles.map((article) => article.number);
const cited = (id: InstrumentId) =>
	new Set(
		rights.flatMap((right) =>
			right.references.filter((reference) => reference.instrument === id).map(({ article }) => article),
		),
	);

describe('instruments', () => {
	it('have the articles they are known to have', () => {
		expect(articlesOf('udhr')).toEqual(numbers(1, 30));
		expect(articlesOf('iccpr')).toEqual(numbers(1, 27));
		expect(articlesOf('icescr')).toEqual(numbers(1, 15));
		expect(articlesOf('echr')).toEqual(numbers(1, 18));
		expect(articlesOf('constitution')).toEqual(numbers(17, 64));
	});

	it('label every article in both languages', () => {
		const labels = instruments.flatMap((instrument) => instrument.articles.map((article) => article.label));
		expect(
			labels.filter(({ ru, en }) => !/\p{Script=Cyrillic}/u.test(ru) || !/^[\p{Lu}].+/u.test(en)),
		).toEqual([]);
	});
});

describe('rights', () => {
	it('have different ids, and labels in both languages', () => {
		expect(new Set(rights.map((right) => right.id)).size).toBe(rights.length);
		expect(rights.filter((right) => !/^\p{Lu}/u.test(right.labels.ru) || !right.labels.en)).toEqual([]);
	});

	it('refer only to articles that exist', () => {
		const missing = rights
			.flatMap((right) => right.references.map((reference) => ({ right: right.id, ...reference })))
			.filter((reference) => findArticle(reference) === undefined);
		expect(missing).toEqual([]);
	});

	it.each<InstrumentId>(['udhr', 'constitution', 'iccpr', 'icescr', 'echr', 'cis', 'helsinki'])(
		'leave no article of %s without a right',
		(id) => {
			expect(articlesOf(id)?.filter((article) => !cited(id).has(article))).toEqual([]);
		},
	);

	it('know where peaceful assembly stands', () => {
		const references = findRight('peaceful-assembly')?.references ?? [];
		expect(references.map(({ instrument, article }) => `${instrument} ${article}`)).toEqual([
			'udhr 20',
			'iccpr 21',
			'echr 11',
			'constitution 31',
		]);
		expect(findRight('__proto__')).toBeUndefined();
	});
});
