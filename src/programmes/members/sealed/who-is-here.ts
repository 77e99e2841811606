import type { AnswerOf } from '#platform/action/action.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { whoAmI } from '../actions/own-account.ts';
import type { Desk } from './desk.ts';

/** Somebody who is signed in: what is still to be done, and where they belong. */
export type Standing = NonNullable<AnswerOf<typeof whoAmI>>;

/** Asks the server who is signed in here; nobody is a refusal like that of any page that wants somebody. */
export async function whoIsHere({ act }: Pick<Desk, 'act'>): Promise<Result<Standing>> {
	const who = await act<typeof whoAmI>('members.whoAmI', {});
	if (!who.ok) return who;
	return who.value === null ? refuse('access.sign-in') : ok(who.value);
}
