import { generateAuthenticationOptions } from '@simplewebauthn/server';
import { z } from 'zod';
import { action, everyone } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { ok, refuse } from '#platform/result.ts';
import { tellOwner } from '../letters.ts';
import { deviceLabel } from '../model/account.ts';
import { openSession } from '../open-session.ts';
import { origin, ourHost, provePasskey, response, type AskedPasskey } from '../passkey-proof.ts';
import { listWraps } from '../store/person.ts';
import { findFactorByCredential, updateFactorUsed } from '../store/second-factor.ts';
import { knowsLabel } from '../store/session.ts';
import { issueTicket, redeemTicket } from '../tickets.ts';

const purpose = 'passkey-sign-in';
const holder = everyone<unknown>('nobody is signed in yet; the passkey proves who it is by what follows');

/** What to hand to the browser so that it offers the passkeys it has for this address; names nobody. */
export const startPasskeySignIn = action({
	name: 'members.startPasskeySignIn',
	input: z.strictObject({ origin }),
	access: holder,
	writes: false,
	async run({ runtime }, input) {
		const place = ourHost(runtime, input.origin);
		if (!place.ok) return place;
		const options = await generateAuthenticationOptions({
			rpID: place.value,
			userVerification: 'required',
		});
		const asked: AskedPasskey = { challenge: options.challenge, origin: input.origin };
		return ok({ options, ticket: issueTicket(runtime, purpose, asked) });
	},
});

/**
 * A passkey that opens the keys by itself (PRF) signs in by itself: it is had, and it has asked its owner for
 * a finger or a number, which makes two factors. One that opens nothing is a second factor only.
 */
export const finishPasskeySignIn = action({
	name: 'members.finishPasskeySignIn',
	input: z.strictObject({ ticket: z.string().max(4000), response, label: deviceLabel }),
	access: holder,
	answer: 'once',
	async run(doing, input) {
		const { tx, now, runtime } = doing;
		const asked = redeemTicket<AskedPasskey>(runtime, purpose, input.ticket);
		if (!asked) return refuse('passkey.refused');
		return asHouse(tx, async () => {
			const factor = await findFactorByCredential(tx, input.response.id);
			const proved = factor && (await provePasskey(asked, factor, input.response));
			if (!factor || !proved) return refuse('passkey.refused');
			const { person } = factor;
			const wraps = await listWraps(tx, person);
			if (!wraps.some(({ credential_id }) => credential_id === factor.credential_id)) {
				return refuse('passkey.opens-nothing');
			}
			const day = now.toISOString().slice(0, 10);
			await updateFactorUsed(tx, person, factor.id, { day, credential: proved });
			if (!(await knowsLabel(tx, person, input.label))) await tellOwner(doing, person, 'new-device');
			return ok({ token: await openSession(tx, { person, level: 'full', label: input.label, now }) });
		});
	},
});
