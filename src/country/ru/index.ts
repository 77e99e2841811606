/** The country pack of the Russian Federation: the only door to what is in this folder. */
import type { CountryPack } from '#country/model.ts';
import { findLegalWarning, legalWarningsNote } from './legal-warnings.ts';
import { findNeed, isNeedId, mayVisitDetainee, needs, whoMayVisit } from './needs.ts';
import { federalDistricts, findRegion, isRegionCode, listRegions, regions } from './regions.ts';
import { findArticle, findRight, instruments, rights } from './rights.ts';
import { comingSafely, emergencyFacts, whatToTell } from './safety.ts';
import { disputedTerritories, territoriesNote } from './territories.ts';

export const countryPack: CountryPack = {
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
	needs,
	findNeed,
	isNeedId,
	mayVisitDetainee,
	whoMayVisit,
	comingSafely,
	emergencyFacts,
	whatToTell,
	findLegalWarning,
	legalWarningsNote,
};

export type { NeedId } from './needs.ts';
export type { RightId } from './rights.ts';
