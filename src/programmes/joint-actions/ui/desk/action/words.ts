import type { DeskTab } from '#commons/desk/ui/index.ts';
import type { Author } from '#vault/format/headers.ts';
import { m } from '#words/messages.js';
import { actionKinds, type ActionKind, type Participant } from '../../../model/action.ts';

/** How a kind of joint action is called. */
export const kindLabel = (kind: ActionKind): string => m[`joint_kind_${kind}`]();

export const kindOptions = () =>
	actionKinds.map((kind) => ({ value: kind, label: kindLabel(kind), hint: m[`joint_kind_${kind}_hint`]() }));

/** The tasks with which a kind begins, in the language of whoever begins it. */
export const startingTasks = (kind: ActionKind): string[] => m[`joint_tasks_${kind}`]().split('\n');

/** Where an organisation stands in a joint action. */
export const standingLabel = (standing: Participant['standing']): string => m[`joint_part_${standing}`]();

/** Who wrote: a colleague by name, somebody of a partner by name and organisation. */
export function authorName(
	desk: DeskTab,
	{ author, name }: { readonly author: Author; readonly name?: string },
	participants: readonly Participant[],
): string {
	if (author.kind === 'visitor') return '';
	const colleague = desk.names.member(author.person);
	if (colleague) return colleague.name;
	const organisation = participants.find((one) => one.organisation === author.organisation)?.name[
		desk.locale
	];
	return [name, organisation && (name ? `(${organisation})` : organisation)].filter(Boolean).join(' ');
}
