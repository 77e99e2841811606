import type { Refusal } from '#platform/result.ts';
import { isAfter } from '../model/partial-date.ts';
import type { ChangedFacts, Description } from '../model/profile.ts';

/** What the country pack knows; handed in, so that this stays a rule. */
export interface KnownCodes {
	readonly isRegion: (code: string) => boolean;
	readonly isRight: (id: string) => boolean;
}

/** Every date of the facts, with the place it stands at. */
function datesOf({ foundedOn, formerNames, legalState, publications }: ChangedFacts): [string, string][] {
	return [
		...(foundedOn ? [['facts.foundedOn', foundedOn.value] as [string, string]] : []),
		...(formerNames?.value ?? []).flatMap(({ until }, at): [string, string][] =>
			until ? [[`facts.formerNames.value.${at}.until`, until]] : [],
		),
		...(legalState?.value ?? []).map(({ on }, at): [string, string] => [
			`facts.legalState.value.${at}.on`,
			on,
		]),
		...(publications?.value ?? []).flatMap(({ on }, at): [string, string][] =>
			on ? [[`facts.publications.value.${at}.on`, on]] : [],
		),
	];
}

/** Why a description cannot stand on this day: what its shape alone does not tell. */
export function whyNot(
	{ basics, facts }: Description,
	today: string,
	known: KnownCodes,
): Refusal | undefined {
	const future = datesOf(facts).find(([, date]) => isAfter(date, today));
	if (future) return { id: 'directory.date-future', field: future[0] };
	if (basics && !known.isRegion(basics.region)) return { id: 'input.invalid', field: 'basics.region' };
	if (facts.regionsServed?.value.some((code) => !known.isRegion(code)))
		return { id: 'input.invalid', field: 'facts.regionsServed' };
	if (facts.rights?.value.some((id) => !known.isRight(id)))
		return { id: 'input.invalid', field: 'facts.rights' };
	return undefined;
}
