/** The country pack of the Russian Federation: the only door to what is in this folder. */
import { federalDistricts, findRegion, isRegionCode, listRegions, regions } from './regions.ts';
import { findArticle, findRight, instruments, rights } from './rights.ts';
import { disputedTerritories, territoriesNote } from './territories.ts';

export const countryPack = {
	country: 'RU',
	names: { ru: 'Российская Федерация', en: 'Russian Federation' },
	regions,
	federalDistricts,
	findRegion,
	isRegionCode,
	listRegions,
	disputedTerritories,
	territoriesNote,
	instruments,
	rights,
	findRight,
	findArticle,
} as const;

export type { RightId } from './rights.ts';
