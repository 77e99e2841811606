import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCoordinates, kilometresBetween, noneOfThem, settleTown } from '#commons/places/index.ts';
import { gazetteer } from './gazetteer.ts';
import { countryBounds, towns } from './towns.ts';

const slugs = (words: string, most?: number) => gazetteer.findTowns(words, most).map(({ slug }) => slug);

describe('a town found by words', () => {
	it('is the same in either alphabet and any romanisation', () => {
		for (const written of [
			'Ефремов',
			'ефремов',
			'Yefremov',
			'Efremov',
			'Jefremow',
			' г. Ефремов ',
			'город Ефремов',
		])
			expect(slugs(written)[0], written).toBe('yefremov');
		for (const written of ['Орёл', 'Орел', 'Oryol', 'Orel', 'Orjol'])
			expect(
				gazetteer.findTowns(written).map(({ names }) => names.ru),
				written,
			).toContain('Орёл');
		for (const written of ['Щёкино', 'Щекино', 'Shchyokino', 'Schekino'])
			expect(gazetteer.findTowns(written)[0]?.names.ru, written).toBe('Щёкино');
	});

	it('is found by its beginning, by a short and by a former name', () => {
		expect(slugs('Екатерин')[0]).toBe('yekaterinburg');
		expect(slugs('Нижний Тагил')[0]).toBe('nizhny-tagil');
		expect(slugs('Питер')[0]).toBe('saint-petersburg');
		expect(slugs('Свердловск')[0]).toBe('yekaterinburg');
		expect(slugs('ростов на дону')[0]).toBe('rostov-on-don');
	});

	it('is not found by nothing, and nonsense does no harm', () => {
		expect(slugs('')).toEqual([]);
		expect(slugs(' .,- ')).toEqual([]);
		expect(slugs('Зурбаган')).toEqual([]);
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (words) => {
				expect(gazetteer.findTowns(words, 5).length).toBeLessThanOrEqual(5);
			}),
		);
	});

	it('finds every town of the country by either of its names', () => {
		const lost = towns.filter(
			(town) =>
				![town.names.ru, town.names.en].every((name) => gazetteer.findTowns(name, 100).includes(town)),
		);
		expect(lost.map(({ slug }) => slug)).toEqual([]);
	});

	it('of a name that is there five times, all are shown, with their regions', () => {
		const meant = gazetteer.whichTown('Каменка');
		expect(meant.kind).toBe('several');
		const regions = meant.kind === 'several' ? meant.towns.map(({ region }) => region) : [];
		expect(regions.length).toBeGreaterThanOrEqual(5);
		expect(regions).toContain('RU-PNZ');
		expect(gazetteer.whichTown('Каменка', 'RU-PNZ')).toMatchObject({
			kind: 'known',
			town: { region: 'RU-PNZ' },
		});
		expect(gazetteer.whichTown('Каменка', 'RU-MOW').kind).toBe('unknown');
		expect(gazetteer.whichTown('Тула')).toMatchObject({ kind: 'known', town: { slug: 'tula' } });
		expect(gazetteer.whichTown('Ростов').kind).toBe('several');
	});
});

describe('distance', () => {
	const of = (slug: string) => gazetteer.findTown(slug) ?? { latitude: Number.NaN, longitude: Number.NaN };

	it('is the shortest way over the globe', () => {
		expect(kilometresBetween(of('moscow'), of('saint-petersburg'))).toBeCloseTo(634, -1);
		expect(kilometresBetween(of('moscow'), of('vladivostok'))).toBeCloseTo(6420, -2);
		expect(kilometresBetween(of('tula'), of('tula'))).toBe(0);
		// Beyond the line of 180° it does not go round the globe.
		expect(
			kilometresBetween({ latitude: 66, longitude: 179 }, { latitude: 66, longitude: -179 }),
		).toBeLessThan(100);
	});

	it('orders towns by nearness', () => {
		const near = gazetteer.nearestTowns(of('yefremov'), ['moscow', 'tula', 'perm', 'nowhere'], 2);
		expect(near.map(({ town }) => town.slug)).toEqual(['tula', 'moscow']);
		expect(near[0]?.kilometres).toBeGreaterThan(100);
	});
});

describe('coordinates', () => {
	const check = (latitude: number, longitude: number) => {
		const checked = checkCoordinates({ latitude, longitude }, countryBounds);
		return checked.ok ? 'ok' : checked.refusal.id;
	};

	it('are told when they are reversed, outside the country, or none', () => {
		expect(check(54.2, 37.6)).toBe('ok');
		expect(check(66.2, -169.8)).toBe('ok');
		expect(check(37.6, 54.2)).toBe('place.coordinates-reversed');
		expect(check(131.9, 43.1)).toBe('place.coordinates-reversed');
		expect(check(48.85, 2.35)).toBe('place.coordinates-outside');
		expect(check(200, 300)).toBe('place.coordinates-impossible');
		expect(check(Number.NaN, 37)).toBe('place.coordinates-impossible');
	});

	it('of every town are within the country', () => {
		expect(towns.filter((town) => !checkCoordinates(town, countryBounds).ok)).toEqual([]);
	});
});

describe('a town somebody wrote', () => {
	const settle = (town: string, region: string, choice?: string) => {
		const settled = settleTown(gazetteer, { town, region, choice });
		return settled.ok ? (settled.value?.slug ?? 'as written') : settled.refusal.id;
	};

	it('is asked about when its region has several, or only other regions have it', () => {
		expect(settle('Тула', 'RU-TUL')).toBe('tula');
		expect(settle('Жуковка', 'RU-MOS')).toBe('town.several');
		expect(settle('Тула', 'RU-PER')).toBe('town.elsewhere');
		expect(settle('Тула', 'RU-PER', 'tula')).toBe('tula');
		expect(settle('Пермь', 'RU-PER', 'tula')).toBe('perm');
		expect(settle('Жуковка', 'RU-MOS', noneOfThem)).toBe('as written');
		expect(settle('хутор Дальний Луг', 'RU-ROS')).toBe('as written');
	});
});
