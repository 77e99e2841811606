import { ok, refuse, type Result } from '#platform/result.ts';
import { utf8 } from '#vault/format/bytes.ts';
import type { SealedMasterKey, SealedPairs } from '#vault/format/envelope.ts';
import { hash } from '#vault/format/hash.ts';
import { PersonId } from '#vault/format/model.ts';
import { parsePrinted } from '#vault/format/printed-code.ts';
import { forget } from '#vault/format/sodium.ts';
import type { myKeys } from '../actions/own-account.ts';
import type { giveNumber } from '../actions/second-factor.ts';
import type { finishSignIn, startSignIn } from '../actions/sign-in.ts';
import { bytesFrom } from './account.ts';
import type { Desk } from './desk.ts';
import { deviceTagOf, normaliseLoginName, provePassphrase } from './passphrase.ts';
import { whoIsHere, type Standing } from './who-is-here.ts';

/** Somebody whose passphrase is proved; kept in memory until the keys are held. */
export interface SigningIn {
	readonly loginName: string;
	readonly exportKey: Uint8Array;
	readonly accountSecret: Uint8Array | undefined;
}

/** What comes next: the second factor, the account secret of the printed sheet, or the desk. */
export type Next =
	| {
			readonly step: 'second-factor' | 'account-secret';
			readonly signingIn: SigningIn;
			readonly standing: Standing;
	  }
	| { readonly step: 'protect' | 'desk'; readonly standing: Standing };

/** The account secret of an invented account: everybody may know it, as everybody knows its passphrase. */
export function demonstrationSecret(loginName: string): Uint8Array {
	return hash('accord/v1/demonstration-account', utf8(loginName), 16);
}

/** First step: log-in name and passphrase, and the printed account secret where this device has none. */
export async function signIn(
	desk: Desk,
	given: { loginName: string; passphrase: string; accountSecret?: string; demonstration?: boolean },
): Promise<Result<Next>> {
	const loginName = normaliseLoginName(given.loginName);
	const typed = given.accountSecret ? parsePrinted('account-secret', given.accountSecret) : undefined;
	if (typed && !typed.ok) return { ok: false, refusal: { ...typed.refusal, field: 'accountSecret' } };
	const accountSecret =
		typed?.value ??
		(await desk.device.find(loginName)) ??
		(given.demonstration ? demonstrationSecret(loginName) : undefined);
	const proved = await provePassphrase(
		given.passphrase,
		(startLoginRequest) =>
			desk.begin<typeof startSignIn>('members.startSignIn', {
				loginName,
				startLoginRequest,
				...(accountSecret ? { deviceTag: deviceTagOf(accountSecret, loginName) } : {}),
			}),
		(finishLoginRequest, ticket) =>
			desk.begin<typeof finishSignIn>('members.finishSignIn', {
				finishLoginRequest,
				ticket,
				label: desk.device.label,
			}),
	);
	if (!proved.ok) return proved;
	return goOn(desk, { loginName, exportKey: proved.value.exportKey, accountSecret });
}

/** Second step, where a factor is enrolled: a number of the authenticator or a back-up code. */
export async function giveSecondFactor(
	desk: Desk,
	signingIn: SigningIn,
	number: string,
): Promise<Result<Next>> {
	const given = await desk.act<typeof giveNumber>('members.giveNumber', { number });
	return given.ok ? goOn(desk, signingIn) : given;
}

/** On a device that is new: the account secret as it stands on the printed sheet. */
export async function giveAccountSecret(
	desk: Desk,
	signingIn: SigningIn,
	typed: string,
): Promise<Result<Next>> {
	const secret = parsePrinted('account-secret', typed);
	if (!secret.ok) return { ok: false, refusal: { ...secret.refusal, field: 'accountSecret' } };
	return goOn(desk, { ...signingIn, accountSecret: secret.value });
}

/** Goes to the next step that is still to be done, and opens the keys when nothing stands before them. */
export async function goOn(desk: Desk, signingIn: SigningIn): Promise<Result<Next>> {
	const who = await whoIsHere(desk);
	if (!who.ok) return who;
	const standing = who.value;
	if (standing.toDo.giveFactor) return ok({ step: 'second-factor', signingIn, standing });
	const { accountSecret } = signingIn;
	if (!accountSecret) return ok({ step: 'account-secret', signingIn, standing });
	const opened = await openKeys(desk, { ...signingIn, accountSecret });
	if (!opened.ok) {
		if (opened.refusal.id !== 'unlock.wrong') return opened;
		// The passphrase was right, so what does not fit is the account secret.
		return refuse('account-secret.other', { field: 'accountSecret' });
	}
	await desk.device.keep(signingIn.loginName, accountSecret);
	forget(signingIn.exportKey);
	const { printedSheet, enrolFactor } = standing.toDo;
	return ok({ step: printedSheet || enrolFactor ? 'protect' : 'desk', standing });
}

async function openKeys(
	desk: Desk,
	{ exportKey, accountSecret }: SigningIn & { accountSecret: Uint8Array },
): Promise<Result<void>> {
	const mine = await desk.act<typeof myKeys>('members.myKeys', {});
	if (!mine.ok) return mine;
	const wrap = mine.value.wraps.find(({ kind }) => kind === 'passphrase');
	if (!wrap) return refuse('unlock.other-way');
	const sealedPairs = bytesFrom(mine.value.sealedPairs);
	const wrapped = bytesFrom(wrap.wrapped);
	if (!sealedPairs.ok) return sealedPairs;
	if (!wrapped.ok) return wrapped;
	return desk.keys.unlock({
		person: PersonId.parse(mine.value.person),
		sealedPairs: sealedPairs.value as SealedPairs,
		wrapped: wrapped.value as SealedMasterKey,
		by: { kind: 'login', exportKey: exportKey.slice(), accountSecret: accountSecret.slice() },
	});
}
