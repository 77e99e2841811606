import { randomUUID } from 'node:crypto';
import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyRegistrationResponse,
	type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { action, signedIn } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { tellOwner } from '../letters.ts';
import { bytesField } from '../model/bytes.ts';
import { origin, ourHost, provePasskey, response, type AskedPasskey } from '../passkey-proof.ts';
import { insertWrap } from '../store/person.ts';
import {
	findFactorByCredential,
	insertFactors,
	listFactors,
	updateFactorUsed,
} from '../store/second-factor.ts';
import { issueTicket, redeemTicket } from '../tickets.ts';
import { blank, protectedNow } from './second-factor.ts';

const ticket = z.string().max(4000);
/** What to hand to the browser so that it makes a passkey. */
export const startPasskey = action({
	name: 'members.startPasskey',
	input: z.strictObject({ origin }),
	access: signedIn('full'),
	writes: false,
	async run({ tx, actor, runtime }, input) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const place = ourHost(runtime, input.origin);
		if (!place.ok) return place;
		const person = await tx
			.selectFrom('person')
			.select(['login_name', 'display_name'])
			.where('id', '=', actor.person)
			.executeTakeFirstOrThrow();
		const options = await generateRegistrationOptions({
			rpName: 'Accord',
			rpID: place.value,
			userName: person.login_name,
			userDisplayName: person.display_name,
			excludeCredentials: await credentialsOf(tx, actor.person),
			authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
		});
		const asked: AskedPasskey = { challenge: options.challenge, origin: input.origin, person: actor.person };
		return ok({ options, ticket: issueTicket(runtime, 'passkey', asked) });
	},
});

/** The passkey a browser made becomes a second factor. */
export const enrolPasskey = action({
	name: 'members.enrolPasskey',
	input: z.strictObject({ ticket, response, label: z.string().trim().max(60).default('') }),
	access: signedIn('full'),
	async run(doing, input) {
		const { tx, actor, now, runtime, touched } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const asked = redeemTicket<AskedPasskey>(runtime, 'passkey', input.ticket);
		if (asked?.person !== actor.person) return refuse('passkey.refused');
		const verified = await verifyRegistrationResponse({
			response: input.response as unknown as RegistrationResponseJSON,
			expectedChallenge: asked.challenge,
			expectedOrigin: asked.origin,
			expectedRPID: new URL(asked.origin).hostname,
		}).catch(() => undefined);
		if (!verified?.verified) return refuse('passkey.refused');
		const { credential } = verified.registrationInfo;
		// The name of a passkey is no secret: nobody else may put their own key under it.
		const taken = await asHouse(tx, () => findFactorByCredential(tx, credential.id));
		if (taken) return refuse('passkey.refused');
		const id = randomUUID();
		touched('second-factor', id);
		await insertFactors(tx, [
			{
				...blank(actor, id, now),
				kind: 'passkey',
				label: input.label,
				credential_id: credential.id,
				credential: JSON.stringify({
					publicKey: toBase64url(credential.publicKey),
					counter: credential.counter,
					transports: credential.transports,
				}),
			},
		]);
		await asHouse(tx, () => tellOwner(doing, actor.person, 'factor-added'));
		return ok({ credential: credential.id });
	},
});

/** The master key wrapped by what the passkey alone can compute (PRF): it unlocks without the passphrase. */
export const keepPasskeyWrap = action({
	name: 'members.keepPasskeyWrap',
	input: z.strictObject({ credential: z.string().max(1400), wrapped: bytesField(4000) }),
	access: signedIn('full'),
	async run({ tx, actor, touched }, { credential, wrapped }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const factors = await listFactors(tx, actor.person);
		const factor = factors.find((one) => one.credential_id === credential);
		if (!factor) return refuse('second-factor.none');
		touched('second-factor', factor.id);
		const { person } = actor;
		await insertWrap(tx, { person, id: randomUUID(), kind: 'passkey', wrapped, credential_id: credential });
		return ok({});
	},
});

/** What to hand to the browser so that it asks for one of the person's passkeys. */
export const askPasskey = action({
	name: 'members.askPasskey',
	input: z.strictObject({ origin }),
	access: signedIn('passphrase'),
	writes: false,
	async run({ tx, actor, runtime }, input) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const place = ourHost(runtime, input.origin);
		if (!place.ok) return place;
		const options = await generateAuthenticationOptions({
			rpID: place.value,
			allowCredentials: await credentialsOf(tx, actor.person),
			userVerification: 'required',
		});
		const asked: AskedPasskey = { challenge: options.challenge, origin: input.origin, person: actor.person };
		return ok({ options, ticket: issueTicket(runtime, 'passkey', asked) });
	},
});

/** The second step of signing in, with a passkey. */
export const givePasskey = action({
	name: 'members.givePasskey',
	input: z.strictObject({ ticket, response }),
	access: signedIn('passphrase'),
	async run(doing, input) {
		const { tx, actor, now, runtime } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const asked = redeemTicket<AskedPasskey>(runtime, 'passkey', input.ticket);
		if (asked?.person !== actor.person) return refuse('passkey.refused');
		const factors = await listFactors(tx, actor.person);
		const factor = factors.find(({ credential_id }) => credential_id === input.response.id);
		const proved = factor && (await provePasskey(asked, factor, input.response));
		if (!factor || !proved) return refuse('passkey.refused');
		await updateFactorUsed(tx, actor.person, factor.id, {
			day: now.toISOString().slice(0, 10),
			credential: proved,
		});
		return protectedNow(doing, actor, {});
	},
});

async function credentialsOf(tx: Parameters<typeof listFactors>[0], person: string) {
	const factors = await listFactors(tx, person);
	return factors.flatMap(({ credential_id }) => (credential_id === null ? [] : [{ id: credential_id }]));
}
