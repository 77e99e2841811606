import { themes } from '#commons/themes/index.ts';
import { listRegions } from '#country/ru/regions.ts';
import { rights } from '#country/ru/rights.ts';
import type { RightGroup } from '#country/model.ts';
import { collators, type Locale } from '#platform/locale.ts';
import type { Option, OptionGroup } from '#ui/field.ts';
import { m } from '#words/messages.js';
import { legalStates, shareables } from '../../model/fields.ts';
import { languageCodes } from '../../model/languages.ts';
import { languageWord, legalWord, sharingWord } from '../words.ts';

const groupWords: Readonly<Record<RightGroup, () => string>> = {
	person: m.directory_rights_person,
	justice: m.directory_rights_justice,
	'private-life': m.directory_rights_private_life,
	freedoms: m.directory_rights_freedoms,
	participation: m.directory_rights_participation,
	'work-and-welfare': m.directory_rights_work_and_welfare,
	groups: m.directory_rights_groups,
	foundations: m.directory_rights_foundations,
};

/** Themes in groups of the first level, the group itself first among its own. */
export function themeChoices(locale: Locale): OptionGroup[] {
	const groups: OptionGroup[] = [];
	for (const { code, labels } of themes) {
		const option = { value: code, label: labels[locale] };
		if (code.includes('.')) groups.at(-1)?.options.push(option);
		else
			groups.push({
				label: labels[locale],
				options: [{ ...option, label: m.directory_theme_whole({ theme: labels[locale] }) }],
			});
	}
	return groups;
}

/** Rights in the groups of the country pack. */
export function rightChoices(locale: Locale): OptionGroup[] {
	const groups = [...new Set(rights.map(({ group }) => group))];
	return groups.map((group) => ({
		label: groupWords[group](),
		options: rights
			.filter((right) => right.group === group)
			.map(({ id, labels }) => ({ value: id, label: labels[locale] })),
	}));
}

/** Regions in the reader's alphabet. */
export function regionChoices(locale: Locale): Option[] {
	return listRegions(locale).map(({ code, names }) => ({ value: code, label: names[locale] }));
}

/** Languages in the reader's alphabet. */
export function languageChoices(locale: Locale): Option[] {
	return languageCodes
		.map((code) => ({ value: code, label: languageWord(code, locale) }))
		.toSorted((a, b) => collators[locale].compare(a.label, b.label));
}

/** What the law may say of an organisation. */
export function legalChoices(): Option[] {
	return legalStates.map((state) => ({ value: state, label: legalWord(state) }));
}

/** What can be shared. */
export function sharingChoices(): Option[] {
	return shareables.map((kind) => ({ value: kind, label: sharingWord(kind) }));
}
