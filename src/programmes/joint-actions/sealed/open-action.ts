import type { EntryView } from '#vault/client/folders/model.ts';
import type { Author } from '#vault/format/headers.ts';
import {
	entries,
	type ActionDate,
	type EntryBody,
	type EntryType,
	type Participant,
	type Plan,
	type Task,
} from '../model/action.ts';

/** Something said, decided or reported. */
export interface Spoken {
	readonly id: string;
	readonly kind: 'word' | 'decision' | 'result';
	readonly text: string;
	readonly author: Author;
	readonly name?: string;
	readonly at: string;
	readonly state: EntryView['state'];
}

/** A joint action as its participants read it. */
export interface OpenAction {
	/** None where the first entry is missing or cannot be read. */
	readonly plan: Plan | undefined;
	readonly participants: readonly Participant[];
	readonly tasks: readonly Task[];
	/** By day; those that are off left out. */
	readonly dates: readonly ActionDate[];
	readonly spoken: readonly Spoken[];
	/** Entries that this version does not know, or that their author had no standing to write. */
	readonly unreadable: number;
}

type Read = { [T in EntryType]: { readonly type: T; readonly body: EntryBody<T> } }[EntryType];

/**
 * Reads the entries of a folder as what they say, in the order in which every participant sees them. Only the
 * organisation that began it asks others; each answers for itself; whoever has not accepted may speak, and no more.
 */
export function openAction(dialogue: readonly EntryView[], owner: string): OpenAction {
	let plan: Plan | undefined;
	let unreadable = 0;
	const asked = new Map<string, Participant>();
	const tasks = new Map<string, Task>();
	const dates = new Map<string, ActionDate>();
	const spoken: Spoken[] = [];
	for (const entry of dialogue) {
		const { author } = entry;
		const read = readEntry(entry);
		const by = author.kind === 'member' ? author.organisation : undefined;
		if (!read || by === undefined || !may(read.type, by, owner, asked)) {
			unreadable += 1;
			continue;
		}
		switch (read.type) {
			case 'joint.plan':
				// Whoever changes the plan does not change who began it.
				plan = { ...read.body, by: plan?.by ?? read.body.by };
				break;
			case 'joint.asked': {
				const { organisation, name } = read.body;
				if (!asked.has(organisation)) asked.set(organisation, { organisation, name, standing: 'asked' });
				break;
			}
			case 'joint.answer': {
				const before = asked.get(by);
				if (before) asked.set(by, { ...before, standing: read.body.answer });
				break;
			}
			case 'joint.task':
				tasks.set(read.body.task, read.body);
				break;
			case 'joint.date':
				dates.set(read.body.date, read.body);
				break;
			case 'joint.word':
			case 'joint.decision':
			case 'joint.result':
				spoken.push(spokenIn(entry, read.type, read.body.text));
		}
	}
	const began: Participant[] = plan ? [{ organisation: owner, name: plan.by, standing: 'began' }] : [];
	return {
		plan,
		participants: [...began, ...asked.values()],
		tasks: [...tasks.values()],
		dates: [...dates.values()]
			.filter(({ off }) => !off)
			.sort((a, b) => (momentOf(a) < momentOf(b) ? -1 : momentOf(a) > momentOf(b) ? 1 : 0)),
		spoken,
		unreadable,
	};
}

/** Where an organisation stands in it; undefined for whoever has nothing to do with it. */
export function standingOf(
	{ participants }: Pick<OpenAction, 'participants'>,
	organisation: string,
): Participant['standing'] | undefined {
	return participants.find((one) => one.organisation === organisation)?.standing;
}

const momentOf = ({ day, from }: ActionDate) => from ?? day;

function may(type: EntryType, by: string, owner: string, asked: ReadonlyMap<string, Participant>): boolean {
	if (by === owner) return type !== 'joint.answer';
	const standing = asked.get(by)?.standing;
	if (standing === undefined) return false;
	if (type === 'joint.answer' || type === 'joint.word') return true;
	return type !== 'joint.asked' && standing === 'accepted';
}

function readEntry({ type, body }: EntryView): Read | undefined {
	if (!(type in entries)) return undefined;
	const known = type as EntryType;
	const read = entries[known].safeParse(body);
	return read.success ? ({ type: known, body: read.data } as Read) : undefined;
}

function spokenIn(
	{ id, author, name, at, state }: EntryView,
	type: 'joint.word' | 'joint.decision' | 'joint.result',
	text: string,
): Spoken {
	const kind = type.slice('joint.'.length) as Spoken['kind'];
	return { id, kind, text, author, ...(name ? { name } : {}), at, state };
}
