import { expect, test } from 'vitest';
import { templates } from './templates.ts';

const blanks = (text: string) => [...text.matchAll(/\[[^\]]+\]/g)].length;

test('there are ten papers, each with an id and a title of its own in both languages', () => {
	expect(templates).toHaveLength(10);
	for (const of of [({ id }) => id, ({ title }) => title.ru, ({ title }) => title.en] as readonly ((
		one: (typeof templates)[number],
	) => string)[])
		expect(new Set(templates.map(of)).size).toBe(10);
});

test.each(templates.map((one) => [one.id, one] as const))(
	'%s can be filled in, in both languages alike',
	(_, one) => {
		expect(one.asOf).toMatch(/^\d{4}-(0[1-9]|1[0-2])$/);
		for (const said of [one.title, one.when, one.text, one.source]) {
			expect(said.ru).toMatch(/[а-яё]/);
			expect(said.en).not.toMatch(/[а-яё]/i);
		}
		// Everything is filled in by hand but for what the page knows.
		for (const text of Object.values(one.text)) {
			expect(blanks(text)).toBeGreaterThan(0);
			expect(text.replaceAll(/\{(organisation|town)\}/g, '')).not.toMatch(/[{}]/);
			expect(text).not.toMatch(/ \n|\t| $/);
		}
	},
);

test('only an advocate signs an advocate’s enquiry', () => {
	expect(templates.filter(({ onlyBy }) => onlyBy).map(({ id, onlyBy }) => [id, onlyBy])).toEqual([
		['advocate-enquiry', 'advocate'],
	]);
});
