import { isRegionCode } from '#country/ru/regions.ts';
import { findRight } from '#country/ru/rights.ts';
import type { KnownCodes } from '../rules/description.ts';

/** What the country has. */
export const knownCodes: KnownCodes = {
	isRegion: isRegionCode,
	isRight: (id) => findRight(id) !== undefined,
};
