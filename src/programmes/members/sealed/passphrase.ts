import { client, ready } from '@serenity-kit/opaque';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url, toBase64url, utf8 } from '#vault/format/bytes.ts';
import { keyedHash } from '#vault/format/hash.ts';
import { normalisePassphrase } from '#vault/format/passphrase.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { makeAccountSecret } from '#vault/seal/person.ts';
import type { OwnKeys } from './desk.ts';

/** What follows from the account secret and tells the server that a device is known; it opens nothing. */
export function deviceTagOf(accountSecret: Uint8Array, loginName: string): string {
	return toBase64url(keyedHash('accord/v1/device-tag', accountSecret, utf8(loginName)));
}

/** The log-in name as it is kept: `Anna ` and `anna` are one. */
export function normaliseLoginName(typed: string): string {
	return typed.normalize('NFKC').trim().toLowerCase();
}

export interface Enrolled {
	readonly passphrase: { registrationRecord: string; wrapped: string; deviceTag: string };
	readonly accountSecret: Uint8Array;
}

/**
 * Makes a passphrase work: the blinded exchange with the server (`respond` is its half), a fresh account
 * secret, and the master key wrapped under both. The server learns neither.
 */
export async function enrolPassphrase(
	keys: Pick<OwnKeys, 'wrapMasterKey'>,
	loginName: string,
	typed: string,
	respond: (registrationRequest: string) => Promise<Result<{ registrationResponse: string }>>,
	accountSecret: Uint8Array = makeAccountSecret(),
): Promise<Result<Enrolled>> {
	await Promise.all([ready, vaultReady()]);
	const password = normalisePassphrase(typed);
	const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
	const response = await respond(registrationRequest);
	if (!response.ok) return response;
	const { registrationRecord, exportKey } = client.finishRegistration({
		password,
		clientRegistrationState,
		registrationResponse: response.value.registrationResponse,
	});
	const wrapped = await keys.wrapMasterKey({
		by: { kind: 'login', exportKey: bytesOf(exportKey), accountSecret: accountSecret.slice() },
	});
	if (!wrapped.ok) return wrapped;
	return ok({
		accountSecret,
		passphrase: {
			registrationRecord,
			wrapped: toBase64url(wrapped.value),
			deviceTag: deviceTagOf(accountSecret, loginName),
		},
	});
}

/** Proves a passphrase: `start` and `finish` are the server's halves; answers the export key. */
export async function provePassphrase<T>(
	typed: string,
	start: (startLoginRequest: string) => Promise<Result<{ loginResponse: string; ticket: string }>>,
	finish: (finishLoginRequest: string, ticket: string) => Promise<Result<T>>,
): Promise<Result<{ exportKey: Uint8Array; answer: T }>> {
	await Promise.all([ready, vaultReady()]);
	const password = normalisePassphrase(typed);
	const { clientLoginState, startLoginRequest } = client.startLogin({ password });
	const started = await start(startLoginRequest);
	if (!started.ok) return started;
	const { loginResponse, ticket } = started.value;
	const proof = client.finishLogin({ clientLoginState, loginResponse, password });
	if (!proof) return refuse('sign-in.wrong', { field: 'passphrase' });
	const finished = await finish(proof.finishLoginRequest, ticket);
	return finished.ok ? ok({ exportKey: bytesOf(proof.exportKey), answer: finished.value }) : finished;
}

function bytesOf(text: string): Uint8Array {
	const bytes = fromBase64url(text);
	if (!bytes) throw new TypeError('The exchange of passphrases gave no base64url');
	return bytes;
}
