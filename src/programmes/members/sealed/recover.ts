import { ready } from '@serenity-kit/opaque';
import { ok, type Result } from '#platform/result.ts';
import { utf8, toBase64url } from '#vault/format/bytes.ts';
import type { SealedMasterKey, SealedPairs } from '#vault/format/envelope.ts';
import { PersonId } from '#vault/format/model.ts';
import { parsePrinted } from '#vault/format/printed-code.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { sign } from '#vault/seal/pairs.ts';
import { recoveryProofPair } from '#vault/seal/person.ts';
import type { finishRecovery, proveRecovery, startRecovery } from '../actions/recover.ts';
import { bytesFrom, type Begun } from './account.ts';
import type { Desk } from './desk.ts';
import { enrolPassphrase, normaliseLoginName } from './passphrase.ts';

/** What a person brings who lost the passphrase or the device: the printed sheet; and the new passphrase. */
export interface Recovering {
	readonly loginName: string;
	readonly recoveryCode: string;
	readonly passphrase: string;
}

/** Whether a recovery code can be one, before anything is sent: names the group that is mistyped. */
export function readRecoveryCode(typed: string): Result<Uint8Array> {
	const read = parsePrinted('recovery-code', typed);
	return read.ok ? read : { ok: false, refusal: { ...read.refusal, field: 'recoveryCode' } };
}

/**
 * Comes back with the printed code: proves it, opens the master key, and enrols a new passphrase and account
 * secret. Everything older (sheet, second factors, sessions) ends; colleagues are told.
 */
export async function recover(desk: Desk, given: Recovering): Promise<Result<Begun>> {
	await Promise.all([ready, vaultReady()]);
	const code = readRecoveryCode(given.recoveryCode);
	if (!code.ok) return code;
	const secret = code.value;
	const loginName = normaliseLoginName(given.loginName);
	const started = await desk.begin<typeof startRecovery>('members.startRecovery', { loginName });
	if (!started.ok) return started;
	const { challenge, ticket } = started.value;
	const pair = recoveryProofPair(secret);
	const signature = toBase64url(sign('accord/v1/recovery-challenge', utf8(challenge), pair.secret));
	let next = { ticket: '', person: '' };
	// The keys must be held before the new passphrase can wrap them, and the proof brings both.
	const unlocked: { keys?: Result<void> } = {};
	const enrolled = await enrolPassphrase(
		desk.keys,
		loginName,
		given.passphrase,
		async (registrationRequest) => {
			const proved = await desk.begin<typeof proveRecovery>('members.proveRecovery', {
				ticket,
				signature,
				registrationRequest,
			});
			if (!proved.ok) return proved;
			const wrapped = bytesFrom(proved.value.wrapped);
			const sealedPairs = bytesFrom(proved.value.sealedPairs);
			if (!wrapped.ok) return wrapped;
			if (!sealedPairs.ok) return sealedPairs;
			unlocked.keys = await desk.keys.unlock({
				person: PersonId.parse(proved.value.person),
				sealedPairs: sealedPairs.value as SealedPairs,
				wrapped: wrapped.value as SealedMasterKey,
				by: { kind: 'recovery-code', secret: secret.slice() },
			});
			if (!unlocked.keys.ok) return unlocked.keys;
			next = proved.value;
			return ok({ registrationResponse: proved.value.registrationResponse });
		},
	);
	if (!enrolled.ok) return enrolled;
	const { accountSecret, passphrase } = enrolled.value;
	const finished = await desk.begin<typeof finishRecovery>('members.finishRecovery', {
		ticket: next.ticket,
		passphrase,
		label: desk.device.label,
	});
	if (!finished.ok) return finished;
	await desk.device.keep(loginName, accountSecret);
	return ok({ person: PersonId.parse(next.person), loginName, accountSecret });
}
