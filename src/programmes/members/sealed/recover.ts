import { ready } from '@serenity-kit/opaque';
import { ok, refuse, type Result } from '#platform/result.ts';
import { utf8, toBase64url } from '#vault/format/bytes.ts';
import type { SealedMasterKey, SealedPairs } from '#vault/format/envelope.ts';
import { PersonId } from '#vault/format/model.ts';
import { parsePrinted } from '#vault/format/printed-code.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { sign } from '#vault/seal/pairs.ts';
import { unwrapMasterKey } from '#vault/open/person.ts';
import { recoveryProofPair, wrapForLogin } from '#vault/seal/person.ts';
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
	let proof: Proof | undefined;
	// No session stands yet: the master key is opened here, wrapped anew, and handed to the keeper last.
	const enrolled = await enrolPassphrase(
		{
			async wrapMasterKey({ by }) {
				if (!proof || by.kind !== 'login') return refuse('recovery.wrong', { field: 'recoveryCode' });
				return ok(wrapForLogin(proof, by.exportKey, by.accountSecret));
			},
		},
		loginName,
		given.passphrase,
		async (registrationRequest) => {
			const proved = await desk.begin<typeof proveRecovery>('members.proveRecovery', {
				ticket,
				signature,
				registrationRequest,
			});
			if (!proved.ok) return proved;
			const opened = open(proved.value, secret);
			if (!opened.ok) return opened;
			proof = opened.value;
			return ok({ registrationResponse: proved.value.registrationResponse });
		},
	);
	if (!enrolled.ok) return enrolled;
	if (!proof) return refuse('recovery.wrong', { field: 'recoveryCode' });
	const { person, masterKey, sealedPairs } = proof;
	const { accountSecret, passphrase } = enrolled.value;
	const finished = await desk.begin<typeof finishRecovery>('members.finishRecovery', {
		ticket: proof.ticket,
		passphrase,
		label: desk.device.label,
	});
	if (!finished.ok) return finished;
	await desk.device.keep(loginName, accountSecret);
	const unlocked = await desk.keys.unlock({ person, masterKey, sealedPairs });
	return unlocked.ok ? ok({ person, loginName, accountSecret }) : unlocked;
}

interface Proof {
	readonly ticket: string;
	readonly person: PersonId;
	readonly masterKey: Uint8Array;
	readonly sealedPairs: SealedPairs;
}

/** Opens the master key with the printed code. */
function open(
	proved: { ticket: string; person: string; wrapped: string; sealedPairs: string },
	secret: Uint8Array,
): Result<Proof> {
	const wrapped = bytesFrom(proved.wrapped);
	const sealedPairs = bytesFrom(proved.sealedPairs);
	if (!wrapped.ok) return wrapped;
	if (!sealedPairs.ok) return sealedPairs;
	const person = PersonId.parse(proved.person);
	const by = { kind: 'recovery-code', secret } as const;
	const masterKey = unwrapMasterKey(wrapped.value as SealedMasterKey, person, by);
	if (!masterKey.ok) return masterKey;
	return ok({
		ticket: proved.ticket,
		person,
		masterKey: masterKey.value,
		sealedPairs: sealedPairs.value as SealedPairs,
	});
}
