import type { DeskTab } from '#commons/desk/ui/index.ts';
import type { Option, OptionGroup } from '#ui/field.ts';
import { m } from '#words/messages.js';

/** Families of words, looked up by the value they name. */
const all = m;
type Of = Pick<DeskTab, 'country' | 'locale'>;

/** Needs in the order of the page that people write on. */
export function needOptions({ country, locale }: Of): Option[] {
	return country.needs.map(({ id, label }) => ({ value: id, label: label[locale] }));
}

/** Regions by their alphabet. */
export function regionOptions({ country, locale }: Of): Option[] {
	return country.listRegions(locale).map(({ code, names }) => ({ value: code, label: names[locale] }));
}

/** Rights of the crosswalk: those that the need suggests first, then all of them by group. */
export function rightOptions({ country, locale }: Of, need: string): OptionGroup[] {
	const option = (id: string): Option => ({ value: id, label: country.findRight(id)?.labels[locale] ?? id });
	const suggested = country.findNeed(need)?.rights ?? [];
	const groups = Map.groupBy(
		country.rights.filter(({ id }) => !suggested.includes(id)),
		({ group }) => group,
	);
	return [
		{ label: m.intake_desk_rights_suggested(), options: suggested.map(option) },
		...[...groups].map(([group, rights]) => ({
			label: all[`intake_desk_rights_${group.replaceAll('-', '_') as 'person'}`](),
			options: rights.map(({ id }) => option(id)),
		})),
	];
}
