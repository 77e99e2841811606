import { gazetteer } from '#country/ru/gazetteer.ts';
import { findRegion } from '#country/ru/regions.ts';
import type { Locale } from '#platform/locale.ts';
import type { InBoth } from '#commons/organisations/model.ts';
import { inLanguage } from '../../model/profile.ts';
import type { PublicProfile } from '../../store/public-profile.ts';
import { languageWord } from '../../ui/words.ts';
import { fieldText } from '../field-text.ts';
import { idOf } from '../id-of.ts';
import { attribute, themeTerm } from './taxonomy.ts';

/*
 * Organisations and their places as HSDS 3.0 has them. Things of which an organisation has one (its place, its
 * telephone) have its own id: ids are unique within a table.
 */

/** Where the API stands, and in which language it answers. */
export interface Answering {
	readonly origin: string;
	readonly locale: Locale;
}

/** Leaves out what nothing is said of. */
export function saying<T extends object>(all: T): T {
	return Object.fromEntries(
		Object.entries(all).filter(([, value]) => value !== '' && value !== undefined),
	) as T;
}

/** The name in the other language, where it is another. */
export function otherName(name: InBoth, locale: Locale): string | undefined {
	const other = locale === 'ru' ? name.en : name.ru;
	return other === '' || other === inLanguage(name, locale) ? undefined : other;
}

const webLinks = ({ facts }: PublicProfile) =>
	(facts.links?.value ?? []).filter(({ href }) => !href.startsWith('mailto:'));

/** An organisation with what has one value. */
export function organization(profile: PublicProfile, { origin, locale }: Answering) {
	const { facts, name } = profile;
	const mail = facts.links?.value.find(({ href }) => href.startsWith('mailto:'))?.href.slice(7);
	const legal = facts.legalState && fieldText('legalState', facts.legalState.value, locale).join('; ');
	return saying({
		id: profile.organisation,
		name: inLanguage(name, locale),
		alternate_name: otherName(name, locale),
		// Required of each: where nothing is said of what it does, its town tells it from others of its name.
		description: inLanguage(profile.about, locale) || inLanguage(profile.town, locale) || profile.slug,
		email: mail,
		website: webLinks(profile)[0]?.href,
		legal_status: legal,
		uri: `${origin}/${locale}/directory/${profile.slug}`,
	});
}

/** An organisation with all that hangs on it. */
export function fullOrganization(profile: PublicProfile, answering: Answering) {
	const { locale } = answering;
	const { organisation: id, facts, telephone } = profile;
	return {
		...organization(profile, answering),
		additional_websites: webLinks(profile)
			.slice(1)
			.map(({ label, href }) => ({ id: idOf('url', id, href), label: inLanguage(label, locale), url: href })),
		phones: telephone ? [{ id, organization_id: id, number: telephone, type: 'voice' }] : [],
		contacts: (facts.people?.value ?? []).map(({ name, role, reach }, at) => {
			const contact = idOf('contact', id, String(at));
			return saying({
				id: contact,
				organization_id: id,
				name,
				title: inLanguage(role, locale),
				email: reach.includes('@') ? reach : undefined,
				phones:
					reach && !reach.includes('@') ? [{ id: contact, contact_id: contact, number: reach }] : undefined,
			});
		}),
		locations: [location(profile, answering)],
		attributes: (facts.themes?.value ?? []).map((code) =>
			attribute('organization', id, themeTerm(code, locale)),
		),
		services: profile.services.map((service) => ({
			id: service.id,
			name: inLanguage(service.name, locale),
			status: service.status === 'temporarily-closed' ? 'temporarily closed' : service.status,
		})),
	};
}

/** Where an organisation is: its town, and its door only where it tells everybody. */
export function location(profile: PublicProfile, { locale }: Answering) {
	const { organisation: id, facts } = profile;
	const town = profile.townSlug === null ? undefined : gazetteer.findTown(profile.townSlug);
	const name = inLanguage(profile.town, locale);
	const office = facts.address?.value.kind === 'office' ? facts.address.value : undefined;
	const street = office && inLanguage(office.text, locale);
	return saying({
		id,
		organization_id: id,
		location_type: 'physical',
		name,
		latitude: town?.latitude,
		longitude: town?.longitude,
		languages: (facts.languages?.value ?? []).map((code) => ({
			id: idOf('language', id, code),
			location_id: id,
			name: languageWord(code, locale),
			code,
		})),
		addresses: street
			? [
					{
						id,
						location_id: id,
						address_1: street,
						city: name,
						state_province: findRegion(profile.region)?.names[locale] ?? profile.region,
						postal_code: /\b\d{6}\b/.exec(street)?.[0] ?? '',
						country: profile.region.slice(0, 2),
						address_type: 'physical',
					},
				]
			: [],
	});
}
