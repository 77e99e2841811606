import { themeLabel } from '#commons/themes/index.ts';
import { findRegion } from '#country/ru/regions.ts';
import { findRight } from '#country/ru/rights.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { FieldName, FieldValue } from '../model/fields.ts';
import { inLanguage } from '../model/profile.ts';
import { dateWords, languageWord, legalWord, sharingWord } from '../ui/words.ts';

type Said = { readonly [F in FieldName]: (value: FieldValue<F>, locale: Locale) => readonly string[] };

const joined = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(', ');

const said: Said = {
	themes: (codes, locale) => codes.map((code) => themeLabel(code, locale)),
	rights: (ids, locale) => ids.map((id) => findRight(id)?.labels[locale] ?? id),
	languages: (codes, locale) => codes.map((code) => languageWord(code, locale)),
	regionsServed: (codes, locale) => codes.map((code) => findRegion(code)?.names[locale] ?? code),
	townsServed: (towns, locale) => towns.map((town) => inLanguage(town, locale)),
	foundedOn: (date) => [date],
	formerNames: (names, locale) => names.map(({ name, until }) => joined(inLanguage(name, locale), until)),
	legalState: (states, locale) =>
		states.map(({ state, on, source }) => joined(legalWord(state), dateWords(on, locale), source)),
	people: (people, locale) =>
		people.map(({ name, role, reach }) => joined(name, inLanguage(role, locale), reach)),
	address: (address, locale) => [
		address.kind === 'shelter' ? m.directory_shelter_shown() : inLanguage(address.text, locale),
	],
	publications: (all, locale) => all.map(({ title, href }) => joined(inLanguage(title, locale), href)),
	sharing: (all, locale) => all.map(({ kind, what }) => `${sharingWord(kind)}: ${inLanguage(what, locale)}`),
	links: (all, locale) => all.map(({ label, href }) => `${inLanguage(label, locale)}: ${href}`),
};

/** What is said in a field, as text: one a line of a list. Words are those of the language under way. */
export function fieldText<F extends FieldName>(
	field: F,
	value: FieldValue<F>,
	locale: Locale,
): readonly string[] {
	return said[field](value, locale);
}
