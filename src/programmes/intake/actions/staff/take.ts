import { action, type Doing } from '#platform/action/index.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { PersonId } from '#vault/format/model.ts';
import { lockRequest, mayNow, mayRequest, type May } from '../../access.ts';
import { RequestRef, type RequestFacts } from '../../model/desk.ts';
import { assign, giveBack, remindBackup, take, type Change } from '../../rules/desk.ts';
import { findName, findOrganisationName, listDeskMembers } from '../../store/desk.ts';
import { findRequest, updateRequest, type RequestRow } from '../../store/request.ts';
import { findShareVault } from '../../store/shares.ts';

/** What every action on a request answers: the clear facts as they are now, and what may be done next. */
export interface RequestAnswer {
	readonly facts: RequestFacts;
	readonly may: May;
}

type Decide = (locked: {
	row: RequestRow;
	desk: string;
	person: string;
}) => Result<Change> | Promise<Result<Change>>;

/** Locks the request, decides by a rule, changes it, answers how it stands then. */
export async function change(doing: Doing, at: RequestRef, decide: Decide): Promise<Result<RequestAnswer>> {
	const { tx, actor, touched } = doing;
	const locked = await lockRequest(tx, actor, at);
	if (!locked) return refuse('access.denied');
	const decided = await decide(locked);
	if (!decided.ok) return decided;
	await updateRequest(tx, at, decided.value);
	touched('request', at.folder);
	return present(doing, at);
}

/** The request as the actor may see it. */
export async function present({ tx, actor }: Doing, at: RequestRef): Promise<Result<RequestAnswer>> {
	const row = await findRequest(tx, at);
	if (!row) return refuse('access.denied');
	const { readers: _, ...facts } = row;
	return ok({ facts, may: mayNow(actor, row) });
}

/** Takes a request: the row's lock lets one in, and tells the other who was first. */
export const takeRequest = action({
	name: 'intake.takeRequest',
	input: RequestRef,
	access: mayRequest('take'),
	run: (doing, input) =>
		change(doing, input, async ({ row, desk, person }) => {
			const decided = take(row, { person, desk }, doing.now);
			if (decided.ok || decided.refusal.id !== 'request.already-taken') return decided;
			return refuse('request.already-taken', { params: { by: await whoHas(doing, row) } });
		}),
});

/** The colleague's name, or that of their organisation where they are not ours. */
async function whoHas({ tx }: Doing, row: RequestRow): Promise<string> {
	const colleague = row.takenBy === null ? undefined : await findName(tx, row.takenBy);
	if (colleague !== undefined) return colleague;
	const organisation = await findOrganisationName(tx, row.desk);
	return organisation ? `${organisation.ru} / ${organisation.en}` : row.desk;
}

/** Back to the queue. */
export const giveBackRequest = action({
	name: 'intake.giveBackRequest',
	input: RequestRef,
	access: mayRequest('giveBack'),
	run: (doing, input) => change(doing, input, ({ row }) => giveBack(row, doing.now)),
});

/** The backup desk was told and has not taken it: it hears of it once more, by mail and in its queue. */
export const remindBackupDesk = action({
	name: 'intake.remindBackupDesk',
	input: RequestRef,
	access: mayRequest('remindBackup'),
	run: (doing, input) => change(doing, input, ({ row }) => remindBackup(row, doing.now)),
});

/** To a colleague who can open it: by a coordinator, or by whoever has it. */
export const assignRequest = action({
	name: 'intake.assignRequest',
	input: RequestRef.extend({ to: PersonId }),
	access: mayRequest('assign'),
	run: (doing, input) =>
		change(doing, input, async ({ row }) => {
			const vault = await findShareVault(doing.tx, row, row.desk);
			const members = vault === undefined ? [] : await listDeskMembers(doing.tx, row.desk, vault);
			if (!members.some(({ person }) => person === input.to)) {
				return refuse('request.colleague-cannot-open', { field: 'to' });
			}
			return assign(row, input.to, doing.now);
		}),
});

/** The clear facts of a request, and what the reader may do with it. */
export const viewRequest = action({
	name: 'intake.viewRequest',
	input: RequestRef,
	access: mayRequest('read'),
	writes: false,
	run: (doing, input) => present(doing, input),
});
