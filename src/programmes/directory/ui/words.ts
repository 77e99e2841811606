import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { Group } from '../model/audience.ts';
import type { FieldName, legalStates, shareables } from '../model/fields.ts';
import type { LanguageCode } from '../model/languages.ts';
import type { PartialDate } from '../model/partial-date.ts';

const fieldWords: Readonly<Record<FieldName, () => string>> = {
	themes: m.directory_field_themes,
	rights: m.directory_field_rights,
	languages: m.directory_field_languages,
	regionsServed: m.directory_field_regions_served,
	townsServed: m.directory_field_towns_served,
	foundedOn: m.directory_field_founded_on,
	formerNames: m.directory_field_former_names,
	legalState: m.directory_field_legal_state,
	people: m.directory_field_people,
	address: m.directory_field_address,
	publications: m.directory_field_publications,
	sharing: m.directory_field_sharing,
	links: m.directory_field_links,
};

/** What a field is called, on its page and in the form. */
export function fieldWord(field: FieldName): string {
	return fieldWords[field]();
}

const groupWords: Readonly<Record<Group, () => string>> = {
	public: m.directory_audience_public,
	network: m.directory_audience_network,
	region: m.directory_audience_region,
	'only-us': m.directory_audience_only_us,
};

/** For whom a field is. */
export function groupWord(group: Group): string {
	return groupWords[group]();
}

type LegalState = (typeof legalStates)[number];
const legalWords: Readonly<Record<LegalState, () => string>> = {
	unregistered: m.directory_legal_unregistered,
	registered: m.directory_legal_registered,
	refused: m.directory_legal_refused,
	'foreign-agent': m.directory_legal_foreign_agent,
	undesirable: m.directory_legal_undesirable,
	liquidated: m.directory_legal_liquidated,
	'extremist-list': m.directory_legal_extremist_list,
	'in-exile': m.directory_legal_in_exile,
	're-founded': m.directory_legal_re_founded,
};

/** What the law says an organisation is. */
export function legalWord(state: LegalState): string {
	return legalWords[state]();
}

type Shareable = (typeof shareables)[number];
const sharingWords: Readonly<Record<Shareable, () => string>> = {
	room: m.directory_sharing_room,
	equipment: m.directory_sharing_equipment,
	transport: m.directory_sharing_transport,
	other: m.directory_sharing_other,
};

/** What kind of thing can be shared. */
export function sharingWord(kind: Shareable): string {
	return sharingWords[kind]();
}

/** A language's name in another. */
export function languageWord(code: LanguageCode, locale: Locale): string {
	if (code === 'rsl') return m.directory_language_rsl();
	const name = new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
	return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** A date as far as it is known, in words: `1996`, `May 1996`, `17 May 1996`. */
export function dateWords(date: PartialDate, locale: Locale): string {
	const format: Intl.DateTimeFormatOptions = {
		timeZone: 'UTC',
		year: 'numeric',
		...(date.length > 4 ? { month: 'long' } : {}),
		...(date.length > 7 ? { day: 'numeric' } : {}),
	};
	if (date.length === 4) return date;
	return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru', format).format(
		new Date(date.length > 7 ? date : `${date}-01`),
	);
}

/** How long ago a day was: `3 days ago`, `7 months ago`, `2 years ago`; whole ones, none rounded up. */
export function agoWords(day: string, today: string, locale: Locale): string {
	const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000));
	const format = new Intl.RelativeTimeFormat(locale === 'en' ? 'en-GB' : 'ru', { numeric: 'auto' });
	if (days < 31) return format.format(-days, 'day');
	const months = Math.floor(days / 30.44);
	const always = new Intl.RelativeTimeFormat(locale === 'en' ? 'en-GB' : 'ru', { numeric: 'always' });
	return months < 12 ? always.format(-months, 'month') : always.format(-Math.floor(days / 365.25), 'year');
}
