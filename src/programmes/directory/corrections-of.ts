import type { Doing } from '#platform/action/index.ts';
import { directly, type Correctable } from './model/correction.ts';
import type { MergeChoice } from './model/merge.ts';
import type { Profile } from './model/profile.ts';
import { valueOf } from './rules/correction.ts';
import type { CorrectionTable } from './store/correction.ts';

/** The purpose under which proposals are sealed at rest. */
export const proposalPurpose = 'directory-correction';

export interface Proposal {
	readonly field: Correctable;
	readonly text: string;
	readonly locale: 'ru' | 'en';
}

/** Values of an entry as proposals to a member that takes it in: those that can be taken as they are. */
export function proposalsOf(entry: Profile, choices: readonly MergeChoice[]): Proposal[] {
	const fields = directly.filter((field) => choices.includes(field === 'site' ? 'links' : field));
	return fields.flatMap((field) => {
		const { ru, en } = valueOf(entry, field);
		const text = ru || en;
		return text === '' ? [] : [{ field, text, locale: ru === '' ? ('en' as const) : ('ru' as const) }];
	});
}

/** A proposal as it is kept. */
export function sealProposal(
	{ runtime, now }: Pick<Doing, 'runtime' | 'now'>,
	at: { readonly organisation: string; readonly id: string },
	{ field, text, locale }: Proposal,
	source: string,
): CorrectionTable {
	return {
		...at,
		field,
		locale,
		sealed: runtime.keys.sealAtRest(proposalPurpose, JSON.stringify({ text: text.slice(0, 1000), source })),
		proposed_on: now.toISOString().slice(0, 10),
	};
}
