import { greaterNear } from '#commons/places/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { findRegion } from '#country/ru/regions.ts';
import type { Locale } from '#platform/locale.ts';
import type { Refusal } from '#platform/result.ts';

/** The towns a refusal asks about, as a person tells them apart: the region, and a greater town nearby. */
export function townsAskedAbout(refusal: Refusal, locale: Locale) {
	if (!refusal.id.startsWith('town.')) return [];
	return String(refusal.params?.towns ?? '')
		.split(' ')
		.flatMap((slug) => gazetteer.findTown(slug) ?? [])
		.map((town) => {
			const near = greaterNear(gazetteer, town);
			return {
				slug: town.slug,
				name: town.names[locale],
				region: findRegion(town.region)?.names[locale] ?? town.region,
				...(near ? { near: { name: near.town.names[locale], kilometres: Math.round(near.kilometres) } } : {}),
			};
		});
}

/** What a form begins with for whoever comes from the page of a town. */
export function townToBegin(slug: string, locale: Locale): Readonly<Record<string, string>> {
	const town = gazetteer.findTown(slug);
	return town ? { town: town.names[locale], region: town.region } : {};
}
