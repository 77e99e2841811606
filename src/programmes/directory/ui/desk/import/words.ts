import { findRegion } from '#country/ru/regions.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { AlikeTo, Fault, Target, Verdict } from '../../../model/import.ts';
import { inLanguage } from '../../../model/profile.ts';
import { likenessWords } from '../../likeness-words.ts';

const targetWords: Readonly<Record<Target, () => string>> = {
	name: m.import_target_name,
	nameRu: m.import_target_name_ru,
	nameEn: m.import_target_name_en,
	formerNames: m.import_target_former_names,
	town: m.import_target_town,
	region: m.import_target_region,
	latitude: m.import_target_latitude,
	longitude: m.import_target_longitude,
	about: m.import_target_about,
	aboutRu: m.import_target_about_ru,
	aboutEn: m.import_target_about_en,
	telephone: m.import_target_telephone,
	mail: m.import_target_mail,
	site: m.import_target_site,
	address: m.import_target_address,
	themes: m.import_target_themes,
	foundedOn: m.import_target_founded_on,
};

/** What a column can be. */
export const targetWord = (target: Target): string => targetWords[target]();

const faultWords: Readonly<Record<Fault['is'], (said: { words: string }) => string>> = {
	'name-missing': m.import_fault_name_missing,
	'town-missing': m.import_fault_town_missing,
	'region-missing': m.import_fault_region_missing,
	'region-unknown': m.import_fault_region_unknown,
	formula: m.import_fault_formula,
	'too-long': m.import_fault_too_long,
	'coordinates-unread': m.import_fault_coordinates_unread,
	'coordinates-reversed': m.import_fault_coordinates_reversed,
	'coordinates-outside': m.import_fault_coordinates_outside,
	'coordinates-impossible': m.import_fault_coordinates_impossible,
	'date-unread': m.import_fault_date_unread,
	'date-early': m.import_fault_date_early,
	'date-future': m.import_fault_date_future,
	'theme-unknown': m.import_fault_theme_unknown,
	'mail-unread': m.import_fault_mail_unread,
	'site-unread': m.import_fault_site_unread,
	'columns-many': m.import_fault_columns_many,
};

/** What is wrong, with the column where it is. */
export function faultWord({ is, column, words = '' }: Fault, headings: readonly string[]): string {
	const said = faultWords[is]({ words: words.slice(0, 80) });
	const heading = column === null ? '' : (headings[column] ?? '');
	return heading === '' ? said : m.import_fault_in({ heading, said });
}

/** An organisation that a row may be, with the reasons. */
export function alikeWord({ name, row, reasons }: AlikeTo, above: number, locale: Locale): string {
	const called = inLanguage(name, locale);
	const why = likenessWords(reasons);
	return row === undefined
		? m.import_alike_here({ name: called, why })
		: m.import_alike_row({ name: called, row: above + row + 1, why });
}

/** A town among several of one name. */
export function townWord(town: { name: { ru: string; en: string }; region: string }, locale: Locale): string {
	return `${inLanguage(town.name, locale)}, ${findRegion(town.region)?.names[locale] ?? town.region}`;
}

/** Why a row is not in the directory, as one line. */
export function reasonWord(
	verdict: Verdict,
	headings: readonly string[],
	above: number,
	locale: Locale,
): string {
	switch (verdict.is) {
		case 'bad':
			return verdict.faults.map((fault) => faultWord(fault, headings)).join('; ');
		case 'asking':
			return m.import_reason_asking({
				town: verdict.written,
				towns: verdict.among.map((town) => townWord(town, locale)).join('; '),
			});
		case 'alike':
			return verdict.to.map((one) => alikeWord(one, above, locale)).join('; ');
	}
}
