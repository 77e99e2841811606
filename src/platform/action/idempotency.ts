import type { Tx } from '../db/database.ts';
import type { PersonId } from '../ids.ts';
import type { Result } from '../result.ts';

declare module '../db/database.ts' {
	interface Database {
		performed: { person: string; key: string; action: string; answer: string | Result<unknown>; at: Date };
	}
}

/** The answer given the first time, if this person has performed the action under this key. */
export async function findAnswer(
	tx: Tx,
	person: PersonId,
	key: string,
	name: string,
): Promise<Result<unknown> | undefined> {
	const row = await tx
		.selectFrom('performed')
		.select('answer')
		.where('person', '=', person)
		.where('key', '=', key)
		.where('action', '=', name)
		.executeTakeFirst();
	return row?.answer as Result<unknown> | undefined;
}

/** Keeps the answer beside the change itself, in the same transaction. */
export async function insertAnswer(
	tx: Tx,
	person: PersonId,
	key: string,
	name: string,
	answer: Result<unknown>,
	at: Date,
): Promise<void> {
	await tx
		.insertInto('performed')
		.values({ person, key, action: name, answer: JSON.stringify(answer), at })
		.execute();
}
