import { describe, expect, it } from 'vitest';
import type { RegionKind } from '#country/model.ts';
import { federalDistricts, findRegion, isRegionCode, listRegions, regions } from './regions.ts';
import { disputedTerritories, territoriesNote } from './territories.ts';

/** ISO 3166-2:RU, written down a second time so that a slip in the pack is seen. */
const iso =
	'AD AL ALT AMU ARK AST BA BEL BRY BU CE CHE CHU CU DA IN IRK IVA KAM KB KC KDA KEM KGD KGN KHA KHM KIR KK KL KLU KO KOS KR KRS KYA LEN LIP MAG ME MO MOS MOW MUR NEN NGR NIZ NVS OMS ORE ORL PER PNZ PRI PSK ROS RYA SA SAK SAM SAR SE SMO SPE STA SVE TA TAM TOM TUL TVE TY TYU UD ULY VGG VLA VLG VOR YAN YAR YEV ZAB'.split(
		' ',
	);

describe('regions', () => {
	it('are the 83 subjects of ISO 3166-2:RU, each once', () => {
		expect(iso).toHaveLength(83);
		expect(regions.map((region) => region.code).sort()).toEqual(iso.map((code) => `RU-${code}`).sort());
	});

	it('belong to a federal district and keep a time zone this machine knows', () => {
		const districts = federalDistricts.map((district) => district.id).sort();
		expect([...new Set(regions.map((region) => region.federalDistrict))].sort()).toEqual(districts);
		const zones = new Set(regions.map((region) => region.timeZone));
		const unknown = [...zones].filter((zone) => !Intl.supportedValuesOf('timeZone').includes(zone));
		expect(unknown).toEqual([]);
	});

	it('are named differently from each other in each language', () => {
		expect(new Set(regions.map((region) => region.names.ru)).size).toBe(83);
		expect(new Set(regions.map((region) => region.names.en)).size).toBe(83);
	});

	it('are named in the case that follows «в»', () => {
		const endings: Readonly<Record<RegionKind, RegExp>> = {
			oblast: /^во? \p{Lu}.*ой области( — Кузбассе)?$/u,
			krai: /^в \p{Lu}.*ом крае$/u,
			republic: /^в (Республике \p{Lu}.*|\p{Lu}.*ой Республике)$/u,
			'federal-city': /^в (Москве|Санкт-Петербурге)$/,
			'autonomous-okrug': /^в \p{Lu}.*ом автономном округе( — Югре)?$/u,
			'autonomous-oblast': /^в Еврейской автономной области$/,
		};
		const wrong = regions.filter(
			(region) => !endings[region.kind].test(region.in.ru) || !region.in.en.endsWith(region.names.en),
		);
		expect(wrong).toEqual([]);
		expect(findRegion('RU-TUL')?.in).toEqual({ ru: 'в Тульской области', en: 'in Tula Oblast' });
		expect(findRegion('RU-VLA')?.in.ru).toBe('во Владимирской области');
	});

	it('are found by code only when the code is theirs', () => {
		expect(isRegionCode('RU-MOW')).toBe(true);
		for (const foreign of ['', 'ru-mow', 'RU-CR', 'UA-43', '__proto__', 'RU-MOW ']) {
			expect(isRegionCode(foreign)).toBe(false);
			expect(findRegion(foreign)).toBeUndefined();
		}
	});

	it('stand in the reader’s alphabet, republics under their own name', () => {
		const russian = listRegions('ru').map((region) => region.code);
		expect(russian[0]).toBe('RU-AD');
		expect(russian.at(-1)).toBe('RU-YAR');
		expect(russian.indexOf('RU-TA')).toBeLessThan(russian.indexOf('RU-TVE'));
		expect(listRegions('en').map((region) => region.code)).toHaveLength(83);
	});
});

describe('disputed territories', () => {
	it('are in the list of regions only when they say so', () => {
		const wrong = disputedTerritories.filter(({ isoCodes, listed }) =>
			isoCodes.some((code) => isRegionCode(code) !== listed),
		);
		expect(wrong).toEqual([]);
	});

	it('are explained in both languages', () => {
		const texts = [territoriesNote, ...disputedTerritories.map((territory) => territory.treatment)];
		expect(texts.filter(({ ru, en }) => ru.length < 40 || en.length < 40)).toEqual([]);
		expect(territoriesNote.ru).toContain(String(regions.length));
		expect(territoriesNote.en).toContain(String(regions.length));
	});
});
