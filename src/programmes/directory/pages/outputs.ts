import type { Locale } from '#platform/locale.ts';
import { inLocale } from '#platform/reader-locale.ts';
import type { Runtime } from '#platform/runtime.ts';
import { organisationsCsv } from '../outputs/csv.ts';
import { organisationsGeoJson } from '../outputs/geojson.ts';
import { organisationCard } from '../outputs/vcard.ts';
import { listPublicProfiles } from '../store/public-profile.ts';

/** All organisations as a table. */
export async function directoryCsv(runtime: Runtime, origin: string, locale: Locale): Promise<string> {
	const profiles = await listPublicProfiles(runtime.publicDb);
	return inLocale(locale, () => organisationsCsv(profiles, origin, locale));
}

/** All organisations as points. */
export async function directoryGeoJson(runtime: Runtime, origin: string, locale: Locale): Promise<string> {
	const profiles = await listPublicProfiles(runtime.publicDb);
	return JSON.stringify(organisationsGeoJson(profiles, origin, locale));
}

/** One organisation as a visiting card; undefined where there is none of that address. */
export async function directoryCard(
	runtime: Runtime,
	slug: string,
	origin: string,
	locale: Locale,
): Promise<string | undefined> {
	const [profile] = await listPublicProfiles(runtime.publicDb, { slug });
	return profile && organisationCard(profile, origin, locale);
}
