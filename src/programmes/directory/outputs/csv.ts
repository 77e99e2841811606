import { findRegion } from '#country/ru/regions.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { fieldNames, type FieldName, type Fact } from '../model/fields.ts';
import { inLanguage, type Profile } from '../model/profile.ts';
import { fieldWord } from '../ui/words.ts';
import { fieldText } from './field-text.ts';

/**
 * A cell as spreadsheets take it (RFC 4180). One that begins as a formula does is given an apostrophe, so that
 * nothing an organisation wrote is reckoned at whoever opens the table; a telephone that begins with a plus is
 * one of them.
 */
export function cell(text: string): string {
	const harmless = /^[\s]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
	return /[",\r\n;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Organisations as a table, one a row; the first row says what the columns are. */
export function organisationsCsv(profiles: readonly Profile[], origin: string, locale: Locale): string {
	const heads = [
		m.directory_csv_id(),
		m.directory_csv_name(),
		m.directory_csv_town(),
		m.directory_csv_region_code(),
		m.directory_csv_region(),
		m.directory_csv_about(),
		m.directory_telephone(),
		m.directory_csv_page(),
		...fieldNames.map(fieldWord),
		m.services_of(),
	];
	const rows = profiles.map((profile) => [
		profile.organisation,
		inLanguage(profile.name, locale),
		inLanguage(profile.town, locale),
		profile.region,
		findRegion(profile.region)?.names[locale] ?? profile.region,
		inLanguage(profile.about, locale),
		profile.telephone,
		`${origin}/${locale}/directory/${profile.slug}`,
		...fieldNames.map((field) => textOf(field, profile, locale)),
		profile.services.map(({ name }) => inLanguage(name, locale)).join('; '),
	]);
	// The mark by which spreadsheets know that letters are Unicode's.
	return `\u{FEFF}${[heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function textOf<F extends FieldName>(field: F, { facts }: Profile, locale: Locale): string {
	const fact = facts[field] as Fact<F> | undefined;
	return fact ? fieldText(field, fact.value, locale).join('; ') : '';
}
