import type { z } from 'zod';
import type { Tx } from '../db/database.ts';
import { refuse, type Result } from '../result.ts';
import type { Runtime } from '../runtime.ts';
import { within } from '../db/within.ts';
import type { Access } from './access.ts';
import type { Actor } from './actor.ts';
import { insertAudit } from './audit.ts';
import { holdsNul } from './holds-nul.ts';
import { findAnswer, insertAnswer } from './idempotency.ts';

/** What an action works with: one transaction, the actor, the moment; nothing ambient. */
export interface Doing {
	readonly tx: Tx;
	readonly actor: Actor;
	readonly now: Date;
	readonly runtime: Runtime;
	/** Names the object for the audit trail: kind and id, never content. */
	readonly touched: (kind: string, id: string) => void;
	/** Runs after the transaction has been committed (wake a worker, tell the live bus). */
	readonly afterwards: (work: () => void | Promise<void>) => void;
}

export interface Action<Name extends string, In extends z.ZodType, Out> {
	readonly name: Name;
	readonly input: In;
	readonly access: Access<z.output<In>>;
	/** Changes something: audited, and repeated calls with one key answer alike. */
	readonly writes: boolean;
	/** The answer holds what the server must not keep (codes, tokens): given once, and never under a key. */
	readonly answer: 'kept' | 'once';
	/** A method, so that a registry may hold actions of every input: `perform` has checked it by then. */
	run(doing: Doing, input: z.output<In>): Promise<Result<Out>>;
}

/** Any action, for registries; the door `perform` checks shapes again. */
export type AnyAction = Action<string, z.ZodType, unknown>;

/** What a caller of the action sends, and what it answers: for typed clients. */
export type InputOf<A> = A extends Action<string, infer In, unknown> ? z.input<In> : never;
export type AnswerOf<A> = A extends Action<string, z.ZodType, infer Out> ? Out : never;

/**
 * Declares an action: authorise → rule → store → audit, in one transaction. The name is
 * `room.verbOfTheField`; the access rule cannot be left out.
 */
export function action<const Name extends string, In extends z.ZodType, Out>(declared: {
	name: Name;
	input: In;
	access: Access<z.output<In>>;
	writes?: boolean;
	answer?: 'kept' | 'once';
	run: (doing: Doing, input: z.output<In>) => Promise<Result<Out>>;
}): Action<Name, In, Out> {
	return { writes: true, answer: 'kept', ...declared };
}

/** Thrown inside a transaction to undo it and answer with the refusal. */
class Undone {
	readonly refusal: Extract<Result<never>, { ok: false }>['refusal'];
	constructor(refused: Extract<Result<never>, { ok: false }>) {
		this.refusal = refused.refusal;
	}
}

/**
 * Performs an action for an actor. Refused input names the field; a refusal undoes everything.
 * `key` (made by the client) makes a repeated call answer as the first one did.
 */
export async function perform<Name extends string, In extends z.ZodType, Out>(
	runtime: Runtime,
	declared: Action<Name, In, Out>,
	actor: Actor,
	given: unknown,
	key?: string,
): Promise<Result<Out>> {
	const parsed = declared.input.safeParse(given);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		return refuse('input.invalid', { field: issue?.path.join('.') ?? '' });
	}
	if (holdsNul(parsed.data)) return refuse('input.invalid', { field: '' });
	const { level } = declared.access;
	if (level !== 'none') {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		if (level === 'full' && actor.level !== 'full') return refuse('access.second-factor');
	}
	// To answer alike a second time, the answer would have to lie in the database, in clear.
	if (key !== undefined && declared.answer === 'once') return refuse('action.answers-once');
	const objects: { kind: string; id: string }[] = [];
	const later: (() => void | Promise<void>)[] = [];
	try {
		const result = await within(runtime.db, actor, async (tx) => {
			if (!(await declared.access.allow({ actor, input: parsed.data, tx })))
				throw new Undone(refuse('access.denied'));
			const member = actor.kind === 'member' ? actor.person : undefined;
			if (declared.writes && key !== undefined && member !== undefined) {
				const before = await findAnswer(tx, member, key, declared.name);
				if (before !== undefined) return before as Result<Out>;
			}
			const doing: Doing = {
				tx,
				actor,
				now: runtime.now(),
				runtime,
				touched: (kind, id) => objects.push({ kind, id }),
				afterwards: (work) => later.push(work),
			};
			const answer = await declared.run(doing, parsed.data);
			if (!answer.ok) throw new Undone(answer);
			if (declared.writes && member !== undefined) {
				await insertAudit(tx, { person: member, action: declared.name, objects, at: doing.now });
				if (key !== undefined) await insertAnswer(tx, member, key, declared.name, answer, doing.now);
			}
			return answer;
		});
		for (const work of later) await work();
		return result;
	} catch (thrown) {
		if (thrown instanceof Undone) return { ok: false, refusal: thrown.refusal };
		throw thrown;
	}
}
