import { themeLabel, themes } from '#commons/themes/index.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { idOf } from '../id-of.ts';

/** What our classifications are called in HSDS: matters, and whether a service takes new cases. */
const taxonomyIds = { themes: idOf('taxonomy', 'themes'), intake: idOf('taxonomy', 'intake') } as const;
const intakeCodes = ['taking-new', 'taking-none'] as const;

export function listTaxonomies(locale: Locale) {
	return [
		{
			id: taxonomyIds.themes,
			name: m.directory_field_themes({}, { locale }),
			description: m.directory_hsds_themes({}, { locale }),
			version: '1',
		},
		{
			id: taxonomyIds.intake,
			name: m.services_taking_new({}, { locale }),
			description: m.directory_hsds_intake({}, { locale }),
			version: '1',
		},
	];
}

const themeTermId = (code: string) => idOf('theme', code);

/** A theme as a term; one of the second level names the one above it. */
export function themeTerm(code: string, locale: Locale) {
	const above = code.includes('.') ? code.split('.')[0] : undefined;
	const name = themeLabel(code, locale);
	return {
		id: themeTermId(code),
		code,
		name,
		description: name,
		language: locale,
		taxonomy_id: taxonomyIds.themes,
		...(above === undefined ? {} : { parent_id: themeTermId(above) }),
	};
}

/** Whether new cases are taken, as a term. */
export function intakeTerm(code: (typeof intakeCodes)[number], locale: Locale) {
	const name =
		code === 'taking-new' ? m.services_takes({}, { locale }) : m.services_takes_none({}, { locale });
	return {
		id: idOf('intake', code),
		code,
		name,
		description: name,
		language: locale,
		taxonomy_id: taxonomyIds.intake,
	};
}

export type Term = ReturnType<typeof themeTerm> | ReturnType<typeof intakeTerm>;

export function listTerms(locale: Locale): readonly Term[] {
	return [
		...themes.map(({ code }) => themeTerm(code, locale)),
		...intakeCodes.map((code) => intakeTerm(code, locale)),
	];
}

/** The theme of a term's id, if it is one. */
export function themeOfTerm(id: string): string | undefined {
	return themes.find(({ code }) => themeTermId(code) === id)?.code;
}

/** The link between a thing and a term that describes it. */
export function attribute(entity: 'organization' | 'service', link: string, term: Term) {
	return {
		id: idOf('attribute', link, term.id),
		link_id: link,
		taxonomy_term_id: term.id,
		link_entity: entity,
		taxonomy_term: term,
	};
}
