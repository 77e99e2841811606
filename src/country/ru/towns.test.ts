import { describe, expect, it } from 'vitest';
import { isRegionCode, regions } from './regions.ts';
import { towns } from './towns.ts';
import { otherNames } from './towns/other-names.ts';

describe('the gazetteer', () => {
	it('has each address once, in regions of the pack, every region with towns', () => {
		expect(new Set(towns.map(({ slug }) => slug)).size).toBe(towns.length);
		expect(towns.filter(({ slug }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
		expect(towns.filter(({ region }) => !isRegionCode(region))).toEqual([]);
		expect(new Set(towns.map(({ region }) => region)).size).toBe(regions.length);
	});

	it('names every town in Russian and in English letters', () => {
		const wrong = towns.filter(
			({ names }) => !/^[А-ЯЁ][А-Яа-яЁё0-9 -]+$/u.test(names.ru) || !/^[A-Z][A-Za-z0-9 .-]+$/.test(names.en),
		);
		expect(wrong).toEqual([]);
	});

	it('has the centre of every region', () => {
		const missing = regions.filter(
			({ centre }) =>
				!towns.some(({ names }) => names.ru.replaceAll('ё', 'е') === centre.ru.replaceAll('ё', 'е')),
		);
		expect(missing.map(({ centre }) => centre.ru)).toEqual([]);
	});

	it('knows no other name of a town that is not there', () => {
		const slugs = new Set(towns.map(({ slug }) => slug));
		expect(Object.keys(otherNames).filter((slug) => !slugs.has(slug))).toEqual([]);
	});
});
