import { verifyAuthenticationResponse, type AuthenticationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { fromBase64url } from '#vault/format/bytes.ts';

/** Passkeys are bound to the name in the address; where it is a bare number, browsers have none. */
export interface AskedPasskey {
	readonly challenge: string;
	readonly origin: string;
	/** Whose it must be; left out where the passkey says who it is. */
	readonly person?: string;
}
export const origin = z.url().max(200);
/** What a browser answers; its inside is the library's to check. */
export const response = z.looseObject({ id: z.string().max(2000) });
const kept = z.object({
	publicKey: z.string(),
	counter: z.number(),
	transports: z.array(z.string()).optional(),
});

/** The host of one of our own addresses: a listed origin, or this machine by its name. */
export function ourHost(runtime: Runtime, given: string): Result<string> {
	const { origin: clean, hostname, protocol } = new URL(given);
	const local = hostname === 'localhost' && protocol === 'http:';
	return clean === given && (local || runtime.config.origins.includes(given))
		? ok(hostname)
		: refuse('passkey.no-name');
}

/** Whether a browser's answer proves the passkey that was enrolled; what is to be kept of it, if so. */
export async function provePasskey(
	asked: AskedPasskey,
	factor: { readonly credential: unknown },
	answer: z.output<typeof response>,
): Promise<z.output<typeof kept> | undefined> {
	const held = kept.safeParse(factor.credential);
	const publicKey = held.success ? fromBase64url(held.data.publicKey) : undefined;
	if (!held.success || !publicKey) return undefined;
	const verified = await verifyAuthenticationResponse({
		response: answer as unknown as AuthenticationResponseJSON,
		expectedChallenge: asked.challenge,
		expectedOrigin: asked.origin,
		expectedRPID: new URL(asked.origin).hostname,
		credential: { id: answer.id, publicKey: new Uint8Array(publicKey), counter: held.data.counter },
	}).catch(() => undefined);
	return verified?.verified ? { ...held.data, counter: verified.authenticationInfo.newCounter } : undefined;
}
