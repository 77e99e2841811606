import { m } from '#words/messages.js';
import { legalChoices, sharingChoices } from './choices.ts';
import type { RowField } from './form.ts';
import type { RowPart } from './RowList.svelte';

const both = (ru: string, en: string, maxlength: number): RowPart[] => [
	{ key: 'ru', label: ru, maxlength },
	{ key: 'en', label: en, maxlength },
];
const date = (key: string, label: string): RowPart => ({
	key,
	label,
	hint: m.directory_date_hint(),
	maxlength: 10,
	short: true,
});

/** What is asked in each line of a list, and how many lines there may be. */
export function rowParts(field: RowField): { parts: RowPart[]; most: number } {
	switch (field) {
		case 'townsServed':
			return { parts: both(m.directory_town_ru(), m.directory_town_en(), 120), most: 60 };
		case 'formerNames':
			return {
				parts: [
					...both(m.directory_name_ru(), m.directory_name_en(), 200),
					date('until', m.directory_until_when()),
				],
				most: 20,
			};
		case 'legalState':
			return {
				parts: [
					{ key: 'state', label: m.directory_state(), options: legalChoices() },
					date('on', m.directory_since_when()),
					{ key: 'source', label: m.directory_source(), hint: m.directory_source_hint(), maxlength: 300 },
				],
				most: 30,
			};
		case 'people':
			return {
				parts: [
					{ key: 'name', label: m.directory_person_name(), maxlength: 120 },
					...both(m.directory_role_ru(), m.directory_role_en(), 120),
					{ key: 'reach', label: m.directory_person_reach(), maxlength: 200 },
				],
				most: 20,
			};
		case 'publications':
			return {
				parts: [
					...both(m.directory_title_ru(), m.directory_title_en(), 300),
					date('on', m.directory_published_when()),
					{ key: 'href', label: m.directory_link(), maxlength: 500, inputmode: 'url' },
				],
				most: 50,
			};
		case 'sharing':
			return {
				parts: [
					{ key: 'kind', label: m.directory_kind(), options: sharingChoices() },
					...both(m.directory_what_ru(), m.directory_what_en(), 200),
				],
				most: 30,
			};
		case 'links':
			return {
				parts: [
					{
						key: 'href',
						label: m.directory_link(),
						hint: m.directory_link_hint(),
						maxlength: 500,
						inputmode: 'url',
					},
					...both(m.directory_label_ru(), m.directory_label_en(), 120),
				],
				most: 20,
			};
	}
}
