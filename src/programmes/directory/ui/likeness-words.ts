import { m } from '#words/messages.js';
import type { Likeness } from '../rules/alike.ts';

const words: Readonly<Record<Likeness, () => string>> = {
	name: m.alike_why_name,
	'name-form': m.alike_why_name_form,
	'name-alphabet': m.alike_why_name_alphabet,
	'name-spelling': m.alike_why_name_spelling,
	'name-proper': m.alike_why_name_proper,
	abbreviation: m.alike_why_abbreviation,
	'former-name': m.alike_why_former_name,
	telephone: m.alike_why_telephone,
	mail: m.alike_why_mail,
	site: m.alike_why_site,
	address: m.alike_why_address,
};

/** Why an organisation may be the one that is asked about, as one line. */
export function likenessWords(reasons: readonly Likeness[]): string {
	return reasons.map((why) => words[why]()).join(', ');
}
