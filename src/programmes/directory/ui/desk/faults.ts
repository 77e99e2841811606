import { m } from '#words/messages.js';
import { sayRefusal } from '#platform/refusal-words.ts';
import type { Refusal } from '#platform/result.ts';
import { fieldNames } from '../../model/fields.ts';
import { description, type ChangedFacts, type Description } from '../../model/profile.ts';
import type { SealedChanges } from '../../rules/moves.ts';
import { whyNot } from '../../rules/description.ts';
import type { Changes } from './form.ts';

/** What is wrong with a form: a sentence at a place, `facts.links`, or `facts.links.1.href` within a list. */
export type Faults = ReadonlyMap<string, string>;

const sentences: readonly [RegExp, () => string][] = [
	[/^basics\.name/, () => m.directory_wrong_name()],
	[/^basics\.town/, () => m.directory_wrong_town()],
	[/^basics\.region/, () => m.directory_wrong_region()],
	[/^basics\.about/, () => m.directory_wrong_about()],
	[/^basics\.telephone/, () => m.directory_wrong_telephone()],
	[/\.href$/, () => m.directory_wrong_link()],
	[/(\.on|\.until|foundedOn)$/, () => m.directory_wrong_date()],
	[/\.source$/, () => m.directory_wrong_source()],
	[/^facts\.address/, () => m.directory_wrong_address()],
	[/^facts\.people.*\.name$/, () => m.directory_wrong_person()],
	[/^facts\.people\.\d+\.(ru|en)$/, () => m.directory_wrong_role()],
	[/^facts\.(themes|rights|languages|regionsServed)/, () => m.directory_wrong_choice()],
	[/./, () => m.directory_wrong_text()],
];
const sentenceAt = (place: string) => sentences.find(([at]) => at.test(place))?.[1]() ?? '';

/** A place of the input as a place of the form: `facts.links.value.0.label` is `facts.links.0.ru`. */
function placeOf(path: readonly PropertyKey[]): string {
	const steps = path.map(String).filter((step) => step !== 'value');
	const [room, field, ...rest] = steps;
	if (room === 'basics')
		return [room, field, ...(inBoth.has(field ?? '') ? [rest[0] ?? 'ru'] : [])].join('.');
	const [at, part, language] = rest;
	if (at === undefined || field === 'address' || chosen.has(field ?? '')) return `${room}.${field}`;
	const ofBoth = part === undefined || ['ru', 'en'].includes(part) || inBoth.has(part);
	if (ofBoth && !(field === 'people' && part === 'name')) {
		const named = part === 'en' ? 'en' : (language ?? 'ru');
		return `${room}.${field}.${at}.${named}`;
	}
	return `${room}.${field}.${at}.${part}`;
}
const inBoth: ReadonlySet<string> = new Set([
	'name',
	'town',
	'about',
	'label',
	'title',
	'what',
	'role',
	'text',
]);
const chosen: ReadonlySet<string> = new Set(['themes', 'rights', 'languages', 'regionsServed']);

/** Everything wrong with what is about to be sent, all at once; empty: it can go. */
export function findFaults(said: unknown, today: string): { faults: Faults; valid?: Description } {
	const parsed = description.safeParse(said);
	if (!parsed.success)
		return {
			faults: new Map(
				parsed.error.issues
					.map(({ path }) => [placeOf(path), sentenceAt(placeOf(path))] as const)
					.toReversed(),
			),
		};
	const why = whyNot(parsed.data, today, { isRegion: () => true, isRight: () => true });
	return why ? { faults: faultOf(why) } : { faults: new Map(), valid: parsed.data };
}

/** What is to be said and what is to be sealed, as it may go: checked alike, for the server cannot check what is sealed. */
export interface Checked {
	readonly description: Description;
	readonly sealed: SealedChanges;
}

/** The faults of all that is about to be said or sealed. */
export function findAllFaults(
	{ basics, facts, sealed }: Changes,
	today: string,
): { faults: Faults; valid?: Checked } {
	const unsealed = fieldNames.flatMap((field) => {
		const value = sealed[field];
		return value === undefined || value === null ? [] : [[field, { audience: 'network', value }] as const];
	});
	const all = { ...(basics ? { basics } : {}), facts: { ...facts, ...Object.fromEntries(unsealed) } };
	const { faults, valid } = findFaults(all, today);
	if (!valid) return { faults };
	const said: Record<string, unknown> = {};
	const kept: Record<string, unknown> = {};
	for (const field of fieldNames) {
		if (field in sealed) kept[field] = sealed[field] === null ? null : valid.facts[field]?.value;
		if (field in facts) said[field] = facts[field] === null ? null : valid.facts[field];
	}
	const description = { ...(valid.basics ? { basics: valid.basics } : {}), facts: said as ChangedFacts };
	return { faults, valid: { description, sealed: kept as SealedChanges } };
}

/** The place and the sentence of a refusal that the server gave. */
export function faultOf(refusal: Refusal): Faults {
	const place = placeOf((refusal.field ?? '').replace(/^description\./, '').split('.'));
	return new Map([
		[place, refusal.id === 'input.invalid' && place ? sentenceAt(place) : sayRefusal(refusal)],
	]);
}
