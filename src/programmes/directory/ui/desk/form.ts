import type { Group } from '../../model/audience.ts';
import { fieldNames, fields, type FieldName, type OwnFacts } from '../../model/fields.ts';
import type { Basics, ChangedFacts, OwnProfile } from '../../model/profile.ts';
import type { SealedChanges } from '../../rules/moves.ts';

/** One line of a list as it is typed: what is empty stays an empty text. */
export type Row = Record<string, string>;

/** The form of an organisation's page as it stands, valid or not: what a draft keeps. */
export interface Form {
	basics: { name: Both; town: Both; region: string; about: Both; telephone: string };
	chosen: { themes: string[]; rights: string[]; languages: string[]; regionsServed: string[] };
	foundedOn: string;
	address: { kind: string; ru: string; en: string };
	rows: Record<RowField, Row[]>;
	audiences: Record<FieldName, Group>;
}
interface Both {
	ru: string;
	en: string;
}
/** Fields that are lists of lines. */
export const rowFields = [
	'townsServed',
	'formerNames',
	'legalState',
	'people',
	'publications',
	'sharing',
	'links',
] as const satisfies readonly FieldName[];
export type RowField = (typeof rowFields)[number];

/** What is said so far, as a form. */
export function formOf({ name, town, region, about, telephone, facts }: OwnProfile): Form {
	const address = facts.address?.value;
	return {
		basics: { name: { ...name }, town: { ...town }, region, about: { ...about }, telephone },
		chosen: {
			themes: [...(facts.themes?.value ?? [])],
			rights: [...(facts.rights?.value ?? [])],
			languages: [...(facts.languages?.value ?? [])],
			regionsServed: [...(facts.regionsServed?.value ?? [])],
		},
		foundedOn: facts.foundedOn?.value ?? '',
		address:
			address?.kind === 'office'
				? { kind: 'office', ...address.text }
				: { kind: address?.kind ?? '', ru: '', en: '' },
		rows: {
			townsServed: (facts.townsServed?.value ?? []).map((town) => ({ ...town })),
			formerNames: (facts.formerNames?.value ?? []).map(({ name, until }) => ({
				...name,
				until: until ?? '',
			})),
			legalState: (facts.legalState?.value ?? []).map((one) => ({ ...one })),
			people: (facts.people?.value ?? []).map(({ name, role, reach }) => ({ name, ...role, reach })),
			publications: (facts.publications?.value ?? []).map(({ title, on, href }) => ({
				...title,
				on: on ?? '',
				href: href ?? '',
			})),
			sharing: (facts.sharing?.value ?? []).map(({ kind, what }) => ({ kind, ...what })),
			links: (facts.links?.value ?? []).map(({ label, href }) => ({ ...label, href })),
		},
		audiences: Object.fromEntries(
			fieldNames.map((field) => [field, facts[field]?.audience ?? fields[field].unlessSaid]),
		) as Record<FieldName, Group>,
	};
}

const both = ({ ru = '', en = '' }: Row) => ({ ru: ru.trim(), en: en.trim() });
const given = (key: string, text = '') => (text.trim() === '' ? {} : { [key]: text.trim() });

/** How a typed line stands in the field's value. */
const lines: Readonly<Record<RowField, (row: Row) => unknown>> = {
	townsServed: both,
	formerNames: (row) => ({ name: both(row), ...given('until', row.until) }),
	legalState: ({ state, on, source }) => ({ state, on, source }),
	people: ({ name, reach, ...role }) => ({ name, role: both(role), reach }),
	publications: (row) => ({ title: both(row), ...given('on', row.on), ...given('href', row.href) }),
	sharing: ({ kind, ...what }) => ({ kind, what: both(what) }),
	links: ({ href, ...label }) => ({ label: both(label), href }),
};

/** The value of a field as the form has it; undefined where nothing is said. Whether it is right is asked after. */
function valueOf(form: Form, field: FieldName): unknown {
	switch (field) {
		case 'themes':
		case 'rights':
		case 'languages':
		case 'regionsServed':
			return form.chosen[field].length > 0 ? [...form.chosen[field]] : undefined;
		case 'foundedOn':
			return form.foundedOn.trim() || undefined;
		case 'address': {
			const { kind, ...text } = form.address;
			if (kind === '') return undefined;
			return kind === 'shelter' ? { kind } : { kind, text: both(text) };
		}
		default: {
			// A line in which nothing was typed is none; a kind that a select begins with is not typed.
			const typed = form.rows[field].filter((row) =>
				Object.entries(row).some(([key, text]) => !['kind', 'state'].includes(key) && text.trim() !== ''),
			);
			return typed.length > 0 ? typed.map(lines[field]) : undefined;
		}
	}
}

/** What is to be said to others, and what is to be sealed. */
export interface Changes {
	readonly basics?: Basics;
	readonly facts: ChangedFacts;
	readonly sealed: SealedChanges;
}

/** What the form says that the profile does not: ready to be checked and sent. */
export function changesOf(form: Form, profile: OwnProfile): Changes {
	const before = formOf(profile);
	const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
	const facts: Partial<Record<FieldName, unknown>> = {};
	const sealed: Partial<Record<FieldName, unknown>> = {};
	for (const field of fieldNames) {
		const value = valueOf(form, field);
		const was = profile.facts[field]?.audience;
		const forWhom = value === undefined ? undefined : form.audiences[field];
		if (forWhom === was && same(value, valueOf(before, field))) continue;
		// What goes where it was not leaves where it was, in the same step.
		if (was === 'only-us' && forWhom !== 'only-us') sealed[field] = null;
		if (was !== undefined && was !== 'only-us' && (forWhom === undefined || forWhom === 'only-us'))
			facts[field] = null;
		if (forWhom === 'only-us') sealed[field] = value;
		else if (forWhom !== undefined) facts[field] = { audience: forWhom, value };
	}
	const basics = same(form.basics, before.basics) ? {} : { basics: form.basics };
	return { ...basics, facts: facts as ChangedFacts, sealed: sealed as SealedChanges };
}

/** The profile as it would stand with the form's valid fields: for a preview. */
export function profileOf(form: Form, profile: OwnProfile): OwnProfile {
	const facts = Object.fromEntries(
		fieldNames.flatMap((field) => {
			const value = fields[field].value.safeParse(valueOf(form, field));
			return value.success ? [[field, { audience: form.audiences[field], value: value.data }]] : [];
		}),
	) as OwnFacts;
	return { ...profile, ...form.basics, facts };
}
