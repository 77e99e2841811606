import { requestFolder } from '../model.ts';

/** What a queue shows. */
export interface QueueFilter {
	readonly scope: QueueScope;
	readonly need: string | null;
	/** `''`: those whose sender named none. */
	readonly region: string | null;
	/** Only what is urgent. */
	readonly urgent: boolean;
}
type QueueScope = 'untaken' | 'mine' | 'all' | 'closed';
export const queueScopes = ['untaken', 'mine', 'all', 'closed'] as const satisfies readonly QueueScope[];

type Fact = string | number | boolean | null;
type Condition =
	| { readonly field: string; readonly is: Fact }
	| { readonly field: string; readonly in: readonly Fact[] };

const open: Condition = { field: 'facts.status', in: ['received', 'reading', 'answered'] };

/** The conditions that all must hold, over the clear facts that come with each folder. */
export function conditionsOf(
	{ scope, need, region, urgent }: QueueFilter,
	reader: { readonly person: string; readonly organisations: readonly string[] },
	/** A search looks in all of them. */
	everywhere = false,
): Condition[] {
	const scoped: Record<QueueScope, Condition[]> = {
		// Ours to take: carried by our desk, or alerted and so open to whoever holds it.
		untaken: [
			{ field: 'facts.status', in: ['received', 'reading'] },
			{ field: 'facts.takenBy', is: null },
			{ field: 'facts.openTo', in: [...reader.organisations, 'anybody'] },
		],
		mine: [open, { field: 'facts.takenBy', is: reader.person }],
		all: [open],
		closed: [{ field: 'facts.status', in: ['closed', 'not-ours'] }],
	};
	return [
		{ field: 'kind', is: requestFolder },
		...(everywhere ? [] : scoped[scope]),
		...(need === null ? [] : [{ field: 'facts.need', is: need }]),
		...(region === null ? [] : [{ field: 'facts.region', is: region === '' ? null : region }]),
		...(urgent ? [{ field: 'facts.urgent', is: true }] : []),
	];
}

/** What waits is in the order of waiting, the urgent first; the rest by what moved last. */
export function sortOf({ scope }: QueueFilter): { field: string; descending?: boolean }[] {
	if (scope === 'closed') return [{ field: 'change', descending: true }];
	if (scope === 'untaken') {
		return [{ field: 'facts.urgent', descending: true }, { field: 'facts.arrivedOn' }, { field: 'change' }];
	}
	return [
		{ field: 'facts.urgent', descending: true },
		{ field: 'unread', descending: true },
		{ field: 'change', descending: true },
	];
}

/** How a row stands for its reader: a shape, and a word for it. */
export type Standing =
	| 'overdue'
	| 'date-passed'
	| 'urgent'
	| 'new'
	| 'mine'
	| 'with-others'
	| 'answered'
	| 'closed';

/** What of a row is told at a glance; lateness before everything. */
export function standingOf(
	facts: {
		readonly status: Fact | undefined;
		readonly takenBy: Fact | undefined;
		readonly urgent: Fact | undefined;
		readonly alerted: Fact | undefined;
		readonly alertAfter: Fact | undefined;
	},
	more: { readonly nextDate: string | null; readonly reader: string; readonly now: Date },
): Standing {
	const { status, takenBy, urgent, alerted, alertAfter } = facts;
	if (status === 'closed' || status === 'not-ours') return 'closed';
	const due = typeof alertAfter === 'string' && new Date(alertAfter) <= more.now;
	if (takenBy === null && (alerted === true || due)) return 'overdue';
	if (more.nextDate !== null && more.nextDate < more.now.toISOString().slice(0, 10)) return 'date-passed';
	if (takenBy === null && urgent === true && status !== 'answered') return 'urgent';
	if (status === 'answered') return 'answered';
	if (takenBy === null) return 'new';
	return takenBy === more.reader ? 'mine' : 'with-others';
}
