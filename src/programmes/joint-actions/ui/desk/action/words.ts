import type { DeskTab } from '#commons/desk/ui/index.ts';
import type { Author } from '#vault/format/headers.ts';
import { m } from '#words/messages.js';
import { actionKinds, type ActionKind, type Participant } from '../../../model/action.ts';
import type { Spoken } from '../../../sealed/open-action.ts';

/** What is said of each kind: its name, what it is, the tasks with which it begins (a line each). */
const kinds: Readonly<Record<ActionKind, readonly [() => string, () => string, () => string]>> = {
	letter: [m.joint_kind_letter, m.joint_kind_letter_hint, m.joint_tasks_letter],
	monitoring: [m.joint_kind_monitoring, m.joint_kind_monitoring_hint, m.joint_tasks_monitoring],
	seminar: [m.joint_kind_seminar, m.joint_kind_seminar_hint, m.joint_tasks_seminar],
	shipment: [m.joint_kind_shipment, m.joint_kind_shipment_hint, m.joint_tasks_shipment],
	campaign: [m.joint_kind_campaign, m.joint_kind_campaign_hint, m.joint_tasks_campaign],
};
const standings: Readonly<Record<Participant['standing'], () => string>> = {
	began: m.joint_part_began,
	asked: m.joint_part_asked,
	accepted: m.joint_part_accepted,
	declined: m.joint_part_declined,
};
const talk: Readonly<Record<Spoken['kind'], () => string>> = {
	word: m.joint_talk_word,
	decision: m.joint_talk_decision,
	result: m.joint_talk_result,
};

/** How a kind of joint action is called. */
export const kindLabel = (kind: ActionKind): string => kinds[kind][0]();

export const kindOptions = () =>
	actionKinds.map((kind) => ({ value: kind, label: kindLabel(kind), hint: kinds[kind][1]() }));

/** The tasks with which a kind begins, in the language of whoever begins it. */
export const startingTasks = (kind: ActionKind): string[] => kinds[kind][2]().split('\n');

/** Where an organisation stands in a joint action. */
export const standingLabel = (standing: Participant['standing']): string => standings[standing]();

/** As what something was said. */
export const talkLabel = (kind: Spoken['kind']): string => talk[kind]();
export const talkOptions = () =>
	(['word', 'decision', 'result'] as const).map((kind) => ({ value: kind, label: talkLabel(kind) }));

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
