import { ok, refuse, type Result } from '#platform/result.ts';
import type { Outcome, RequestFacts } from '../model/desk.ts';
import { alertAfter } from '../rules.ts';

/** What changes of a request's clear facts; the rest stays. */
export type Change = Partial<
	Pick<
		RequestFacts,
		| 'need'
		| 'region'
		| 'urgent'
		| 'status'
		| 'desk'
		| 'takenBy'
		| 'takenAt'
		| 'alertAfter'
		| 'alertedAt'
		| 'outcome'
	>
>;
type Facts = Pick<RequestFacts, 'status' | 'urgent' | 'desk' | 'organisation' | 'takenBy' | 'alertedAt'>;

/** Still in work: neither closed nor sent elsewhere. */
export function isOpen({ status }: Pick<RequestFacts, 'status'>): boolean {
	return status !== 'closed' && status !== 'not-ours';
}

/** Whether members of an organisation that reads the request may take it now. */
export function mayTakeFor(
	facts: Pick<Facts, 'desk' | 'organisation' | 'alertedAt'>,
	organisation: string,
): boolean {
	// A hand-over is an offer until it is taken: the owner can have it back. Once alerted, whoever reads may.
	return facts.desk === organisation || facts.organisation === organisation || facts.alertedAt !== null;
}

const taken = (facts: Facts, person: string, now: Date): Change => ({
	takenBy: person,
	takenAt: now,
	alertAfter: null,
	alertedAt: null,
	status: facts.status === 'received' ? 'reading' : facts.status,
});

/** Somebody takes it for their desk. Of two at once the second is told who was first. */
export function take(
	facts: Facts,
	by: { readonly person: string; readonly desk: string },
	now: Date,
): Result<Change> {
	if (!isOpen(facts)) return refuse('request.not-open');
	if (facts.takenBy === by.person) return ok({});
	if (facts.takenBy !== null) return refuse('request.already-taken');
	if (!mayTakeFor(facts, by.desk)) return refuse('request.with-another-desk');
	return ok({ ...taken(facts, by.person, now), desk: by.desk });
}

/** Back to the queue: it waits again, and its backup is told in time again. */
export function giveBack(facts: Facts, now: Date): Result<Change> {
	if (facts.takenBy === null) return refuse('request.not-taken');
	return ok(waiting(facts, now));
}

function waiting(facts: Pick<Facts, 'status' | 'urgent'>, now: Date): Change {
	const change: Change = { takenBy: null, takenAt: null, alertedAt: null };
	if (!isOpen(facts)) return change;
	return {
		...change,
		status: facts.status === 'reading' ? 'received' : facts.status,
		// What was answered waits for its sender, not for the desk.
		alertAfter: facts.status === 'answered' ? null : alertAfter(facts, now),
	};
}

/** How long a backup that was told is left in peace. */
const PEACE = 60 * 60 * 1000;

/** The backup was told, and nobody took it: it is told once more. */
export function remindBackup(facts: Facts & Pick<RequestFacts, 'backup'>, now: Date): Result<Change> {
	if (!isOpen(facts)) return refuse('request.not-open');
	if (facts.takenBy !== null) return refuse('request.already-taken');
	if (facts.backup === null || facts.alertedAt === null) return refuse('request.backup-not-told');
	if (facts.alertedAt.getTime() > now.getTime() - PEACE) return refuse('request.backup-told-lately');
	return ok({ alertedAt: now });
}

/** A coordinator, or whoever has it, gives it to a colleague. */
export function assign(facts: Facts, to: string, now: Date): Result<Change> {
	if (!isOpen(facts)) return refuse('request.not-open');
	return ok(facts.takenBy === to ? {} : taken(facts, to, now));
}

/** Need, region and urgency, put right by whoever has read it. What is urgent alerts sooner. */
export function mark(
	facts: Facts & Pick<RequestFacts, 'alertAfter'>,
	marks: { need?: string; region?: string | null; urgent?: boolean },
	now: Date,
): Result<Change> {
	if (!isOpen(facts)) return refuse('request.not-open');
	const sooner = marks.urgent === true && !facts.urgent && facts.alertAfter !== null;
	return ok(
		sooner ? { ...marks, alertAfter: earlier(facts.alertAfter, alertAfter({ urgent: true }, now)) } : marks,
	);
}

const earlier = (a: Date | null, b: Date): Date => (a !== null && a < b ? a : b);

/** An answer went to the sender. Whoever answers what nobody has, has taken it. */
export function answer(
	facts: Facts,
	by: { readonly person: string; readonly desk: string },
	now: Date,
): Result<Change> {
	const change =
		facts.takenBy === null && isOpen(facts) ? { ...taken(facts, by.person, now), desk: by.desk } : {};
	// A last word after closing does not open it again.
	return ok(isOpen(facts) ? { ...change, status: 'answered' } : {});
}

/** Done, with its outcome; or not ours, with somebody else named in the answer. */
export function conclude(facts: Facts, as: Outcome | 'not-ours'): Result<Change> {
	if (!isOpen(facts)) return refuse('request.not-open');
	return ok({
		status: as === 'not-ours' ? 'not-ours' : 'closed',
		outcome: as === 'not-ours' ? null : as,
		alertAfter: null,
		alertedAt: null,
	});
}

/** Work goes on: with whoever had it, else with whoever opens it again. */
export function reopen(facts: Facts, person: string, now: Date): Result<Change> {
	// A colleague, or the sender by writing again, was quicker: it is as wished.
	if (isOpen(facts)) return ok({});
	return ok({ status: 'reading', outcome: null, takenBy: facts.takenBy ?? person, takenAt: now });
}

/** To another organisation's desk, which must take it in time, or ours hears of it. */
export function handOver(
	facts: Facts,
	to: string,
	/** Organisations with whom the folder is shared by now. */
	shared: readonly string[],
	now: Date,
): Result<Change> {
	if (!isOpen(facts)) return refuse('request.not-open');
	if (facts.desk === to) return refuse('request.with-them-already');
	if (!shared.includes(to)) return refuse('request.not-shared');
	return ok({
		desk: to,
		status: 'received',
		takenBy: null,
		takenAt: null,
		alertedAt: null,
		alertAfter: alertAfter(facts, now),
	});
}

/** The sender wrote again: somebody must look, and a closed request is open again. */
export function writtenAgain(
	facts: Pick<Facts, 'takenBy' | 'urgent'>,
	now: Date,
): { readonly status: 'reading' | 'received'; readonly alertAfter: Date | null } {
	if (facts.takenBy !== null) return { status: 'reading', alertAfter: null };
	return { status: 'received', alertAfter: alertAfter(facts, now) };
}

/** Whoever had it cannot work here any longer: it goes back to the queue by itself. */
export function released(facts: Facts, now: Date): Change {
	return waiting(facts, now);
}
