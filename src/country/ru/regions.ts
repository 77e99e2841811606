import type { FederalDistrict, Region, RegionCode } from '#country/model.ts';
import { collators, type Locale } from '#platform/locale.ts';
import { centralRegions } from './regions/central.ts';
import { farEasternRegions } from './regions/far-eastern.ts';
import { northCaucasianRegions } from './regions/north-caucasian.ts';
import { northwesternRegions } from './regions/northwestern.ts';
import { siberianRegions } from './regions/siberian.ts';
import { southernRegions } from './regions/southern.ts';
import { uralRegions } from './regions/ural.ts';
import { volgaRegions } from './regions/volga.ts';

export const federalDistricts: readonly FederalDistrict[] = [
	{ id: 'central', names: { ru: 'Центральный', en: 'Central' } },
	{ id: 'northwestern', names: { ru: 'Северо-Западный', en: 'Northwestern' } },
	{ id: 'southern', names: { ru: 'Южный', en: 'Southern' } },
	{ id: 'north-caucasian', names: { ru: 'Северо-Кавказский', en: 'North Caucasian' } },
	{ id: 'volga', names: { ru: 'Приволжский', en: 'Volga' } },
	{ id: 'ural', names: { ru: 'Уральский', en: 'Ural' } },
	{ id: 'siberian', names: { ru: 'Сибирский', en: 'Siberian' } },
	{ id: 'far-eastern', names: { ru: 'Дальневосточный', en: 'Far Eastern' } },
];

/** The 83 subjects of ISO 3166-2:RU; `territories.ts` says what is left out and why. */
export const regions: readonly Region[] = [
	...centralRegions,
	...northwesternRegions,
	...southernRegions,
	...northCaucasianRegions,
	...volgaRegions,
	...uralRegions,
	...siberianRegions,
	...farEasternRegions,
];

const byCode: ReadonlyMap<string, Region> = new Map(regions.map((region) => [region.code, region]));

/** The region of a code, or undefined: codes arrive from addresses and forms, so they may be anything. */
export function findRegion(code: string): Region | undefined {
	return byCode.get(code);
}

/** Whether a text from outside is a code of this pack. */
export function isRegionCode(code: string): code is RegionCode {
	return byCode.has(code);
}

/**
 * Regions in the reader's alphabet. Republics are filed under their own name («Татарстан», not
 * «Республика Татарстан»), which is where people look for them.
 */
export function listRegions(locale: Locale): readonly Region[] {
	const key = (region: Region) => region.names[locale].replace(/^(Республика |Republic of )/, '');
	return regions.toSorted((a, b) => collators[locale].compare(key(a), key(b)));
}
