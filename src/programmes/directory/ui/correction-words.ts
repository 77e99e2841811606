import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { Change, Correctable } from '../model/correction.ts';
import { correctable } from '../model/correction.ts';
import type { MergeChoice } from '../model/merge.ts';
import { dateWords, fieldWord } from './words.ts';

const fieldWords: Readonly<Record<Correctable, () => string>> = {
	name: m.alike_field_name,
	town: m.alike_field_town,
	telephone: m.alike_field_telephone,
	address: m.alike_field_address,
	site: m.alike_field_site,
	about: m.alike_field_about,
	people: m.alike_field_people,
	services: m.alike_field_services,
	closed: m.alike_field_closed,
	other: m.alike_field_other,
};

/** What may be put right, as readers call it. */
export const correctableWord = (field: Correctable): string => fieldWords[field]();

/** A value that is chosen when two entries become one. */
export function choiceWord(choice: MergeChoice): string {
	return choice === 'name' || choice === 'town' || choice === 'telephone' || choice === 'about'
		? fieldWords[choice]()
		: fieldWord(choice);
}

/** A line of an entry's history. */
export function changeWords({ kind, about, changedOn }: Change, locale: Locale): string {
	const date = dateWords(changedOn, locale);
	if (kind === 'claimed') return m.alike_changed_claimed({ date });
	if (kind === 'merged') return m.alike_changed_merged({ date });
	const field = correctable.find((one) => one === about) ?? 'other';
	return m.alike_changed_corrected({ date, field: correctableWord(field) });
}
