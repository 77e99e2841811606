import { themeLabel } from '#commons/themes/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import type { Locale } from '#platform/locale.ts';
import { inLanguage } from '../model/profile.ts';
import type { PublicProfile } from '../store/public-profile.ts';

/**
 * Organisations as points (RFC 7946). The point is that of the town, never of a door; an organisation of which
 * nobody knows in which town it is has none.
 */
export function organisationsGeoJson(profiles: readonly PublicProfile[], origin: string, locale: Locale) {
	return {
		type: 'FeatureCollection' as const,
		features: profiles.map((profile) => {
			const town = profile.townSlug === null ? undefined : gazetteer.findTown(profile.townSlug);
			return {
				type: 'Feature' as const,
				id: profile.organisation,
				geometry: town ? { type: 'Point' as const, coordinates: [town.longitude, town.latitude] } : null,
				properties: {
					name: inLanguage(profile.name, locale),
					town: inLanguage(profile.town, locale),
					region: profile.region,
					about: inLanguage(profile.about, locale),
					telephone: profile.telephone,
					themes: (profile.facts.themes?.value ?? []).map((code) => themeLabel(code, locale)),
					services: profile.services.map(({ name }) => inLanguage(name, locale)),
					page: `${origin}/${locale}/directory/${profile.slug}`,
				},
			};
		}),
	};
}
