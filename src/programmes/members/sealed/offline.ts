import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { SealedMasterKey, SealedPairs } from '#vault/format/envelope.ts';
import { PersonId } from '#vault/format/model.ts';
import { normalisePassphrase } from '#vault/format/passphrase.ts';
import type { askDevice } from '../actions/devices.ts';
import type { myKeys } from '../actions/own-account.ts';
import type { finishSignIn, startSignIn } from '../actions/sign-in.ts';
import { bytesFrom } from './account.ts';
import type { Desk } from './desk.ts';
import { deviceTagOf, provePassphrase } from './passphrase.ts';

/**
 * What a device keeps of a person who wants to open it without a line: everything in it is wrapped. Whoever
 * takes the device can guess at it, and each guess costs an Argon2id; of six words there are too many.
 */
export interface OfflineKeys {
	readonly person: PersonId;
	readonly loginName: string;
	readonly sealedPairs: SealedPairs;
	/** Under Argon2id over the passphrase. */
	readonly wrapped: SealedMasterKey;
	/** Under passkeys that compute, where there are any. */
	readonly passkeys: readonly { readonly credential: string; readonly wrapped: SealedMasterKey }[];
	/** A hash of the account secret, shown at each contact: "may this device still open by itself?" */
	readonly deviceTag: string;
}

/** Where a device keeps them, by person. */
export interface OfflineShelf {
	readonly list: () => Promise<readonly OfflineKeys[]>;
	/** False where the browser would not keep it. */
	readonly keep: (keys: OfflineKeys) => Promise<boolean>;
	readonly forget: (person: string) => Promise<void>;
}

/**
 * Switches on: the passphrase is proved to the server first, for one that was mistyped here would open
 * nothing on the day it is needed.
 */
export async function switchOnOffline(
	desk: Desk,
	shelf: OfflineShelf,
	loginName: string,
	typed: string,
): Promise<Result<void>> {
	const accountSecret = await desk.device.find(loginName);
	if (!accountSecret) return refuse('offline.device-unknown');
	const deviceTag = deviceTagOf(accountSecret, loginName);
	const proved = await provePassphrase(
		typed,
		(startLoginRequest) =>
			desk.begin<typeof startSignIn>('members.startSignIn', { loginName, startLoginRequest, deviceTag }),
		(finishLoginRequest, ticket) =>
			desk.begin<typeof finishSignIn>('members.finishSignIn', {
				finishLoginRequest,
				ticket,
				label: desk.device.label,
			}),
	);
	if (!proved.ok) return proved;
	return keepOffline(desk, shelf, { loginName, deviceTag }, typed);
}

/** Wraps the master key for this device; the passphrase is known to be right (it was just proved, or just made). */
export async function keepOffline(
	desk: Desk,
	shelf: OfflineShelf,
	{ loginName, deviceTag }: Pick<OfflineKeys, 'loginName' | 'deviceTag'>,
	typed: string,
): Promise<Result<void>> {
	const mine = await desk.act<typeof myKeys>('members.myKeys', {});
	if (!mine.ok) return mine;
	const sealedPairs = bytesFrom(mine.value.sealedPairs);
	if (!sealedPairs.ok) return sealedPairs;
	const passphrase = normalisePassphrase(typed);
	const wrapped = await desk.keys.wrapMasterKey({ by: { kind: 'offline', passphrase } });
	if (!wrapped.ok) return wrapped;
	const kept = await shelf.keep({
		person: PersonId.parse(mine.value.person),
		loginName,
		deviceTag,
		sealedPairs: sealedPairs.value as SealedPairs,
		wrapped: wrapped.value,
		passkeys: mine.value.wraps.flatMap(({ kind, credential, wrapped: text }) => {
			const bytes = kind === 'passkey' && credential ? fromBase64url(text) : undefined;
			return credential && bytes ? [{ credential, wrapped: bytes as SealedMasterKey }] : [];
		}),
	});
	return kept ? ok(undefined) : refuse('offline.not-kept');
}

/** Opens the keys with what this device keeps. A wrong passphrase costs its Argon2id and nothing else. */
export async function openOffline(
	desk: Pick<Desk, 'keys'>,
	{ person, sealedPairs, wrapped }: OfflineKeys,
	typed: string,
): Promise<Result<void>> {
	const passphrase = normalisePassphrase(typed);
	const opened = await desk.keys.unlock({
		person,
		sealedPairs,
		wrapped,
		by: { kind: 'offline', passphrase },
		here: true,
	});
	const wrong = !opened.ok && opened.refusal.id === 'unlock.wrong';
	return wrong ? refuse('offline.wrong', { field: 'passphrase' }) : opened;
}

/**
 * Asks of each of a device's people whether it may still open by itself, and takes away what it keeps for those
 * who were removed or suspended, or whose passphrase was renewed elsewhere. Without a line nothing is known, and
 * nothing goes. Answers for how many something is kept.
 */
export async function settleOffline(desk: Pick<Desk, 'act'>, shelf: OfflineShelf): Promise<number> {
	let left = 0;
	for (const { person, loginName, deviceTag } of await shelf.list()) {
		const asked = await desk.act<typeof askDevice>('members.askDevice', { loginName, deviceTag });
		if (asked.ok && !asked.value.mayOpen) await shelf.forget(person);
		else left += 1;
	}
	return left;
}
