import type { z } from 'zod';
import { action, type Doing } from '#platform/action/index.ts';
import { refuse, type Result } from '#platform/result.ts';
import { AppendEntries, keepEntries } from '#vault/server/folders/index.ts';
import type { Chain } from '#vault/format/model.ts';
import { readEntry } from '#vault/seal/entry.ts';
import { mayRequest } from '../../access.ts';
import { ClearFacts } from '../../model.ts';
import { Outcome } from '../../model/desk.ts';
import { answer, conclude, mark, reopen, type Change } from '../../rules/desk.ts';
import type { RequestRow } from '../../store/request.ts';
import { change } from './take.ts';

/*
 * What changes the clear facts together with what is sealed: one transaction, so that a status never says
 * more than the folder holds. These may come late, from an outbox that was off line, and repeated: an entry
 * that is here already is passed over, and then nothing else is changed.
 */

type Locked = { row: RequestRow; desk: string; person: string };

/** Keeps sealed entries of one chain and changes the request by a rule, both or neither. */
async function keepWith(
	doing: Doing,
	input: z.output<typeof AppendEntries>,
	chain: Chain,
	decide: (locked: Locked) => Result<Change>,
) {
	for (const sealed of input.entries) {
		const entry = readEntry(sealed);
		if (!entry.ok) return entry;
		if (entry.value.header.chain !== chain) return refuse('request.other-chain');
	}
	return change(doing, input, async (locked) => {
		const kept = await keepEntries(doing.tx, input);
		return kept.ok ? decide(locked) : kept;
	});
}

/** An answer to the sender. */
export const answerRequest = action({
	name: 'intake.answerRequest',
	input: AppendEntries,
	access: mayRequest('answer'),
	run: (doing, input) =>
		keepWith(doing, input, 'dialogue', ({ row, desk, person }) => answer(row, { person, desk }, doing.now)),
});

/** Need, region and urgency put right; beside them, sealed, the right concerned and the next date. */
export const markRequest = action({
	name: 'intake.markRequest',
	input: AppendEntries.extend({ marks: ClearFacts.partial() }),
	access: mayRequest('mark'),
	run: (doing, input) => keepWith(doing, input, 'internal', ({ row }) => mark(row, input.marks, doing.now)),
});

/** Done, with its outcome. */
export const closeRequest = action({
	name: 'intake.closeRequest',
	input: AppendEntries.extend({ outcome: Outcome }),
	access: mayRequest('conclude'),
	run: (doing, input) => keepWith(doing, input, 'internal', ({ row }) => conclude(row, input.outcome)),
});

/** Not for this network, or not for this desk and nobody else's: the answer before it says who may help. */
export const declineRequest = action({
	name: 'intake.declineRequest',
	input: AppendEntries,
	access: mayRequest('conclude'),
	run: (doing, input) => keepWith(doing, input, 'internal', ({ row }) => conclude(row, 'not-ours')),
});

/** Work goes on. */
export const reopenRequest = action({
	name: 'intake.reopenRequest',
	input: AppendEntries,
	access: mayRequest('reopen'),
	run: (doing, input) =>
		keepWith(doing, input, 'internal', ({ row, person }) => reopen(row, person, doing.now)),
});
