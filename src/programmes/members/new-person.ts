import { randomUUID } from 'node:crypto';
import { ok, refuse, type Result } from '#platform/result.ts';
import { keyBytes } from '#vault/seal/pairs.ts';
import type { Doing } from '#platform/action/index.ts';
import type { NewAccount } from './model/account.ts';
import { openSession } from './open-session.ts';
import { findPersonByLoginName, insertPerson, insertWrap } from './store/person.ts';
import { hashTag } from './tokens.ts';

/** Keeps a new person and opens their first session; answers its token. As the house. */
export async function beginPerson(
	{ tx, now, runtime }: Doing,
	account: NewAccount,
	label: string,
): Promise<Result<{ token: string }>> {
	if (await findPersonByLoginName(tx, account.loginName)) {
		return refuse('login-name.taken', { field: 'loginName' });
	}
	const secondFactorRequired = !runtime.config.demonstration;
	await insertPerson(tx, account, {
		keys: { box: keyBytes(account.sealing), sign: keyBytes(account.signing) },
		tagHash: hashTag(account.passphrase.deviceTag),
		day: now.toISOString().slice(0, 10),
		secondFactorRequired,
	});
	await insertWrap(tx, {
		person: account.person,
		id: randomUUID(),
		kind: 'passphrase',
		wrapped: account.passphrase.wrapped,
	});
	const level = secondFactorRequired ? 'passphrase' : 'full';
	return ok({ token: await openSession(tx, { person: account.person, level, label, now }) });
}
