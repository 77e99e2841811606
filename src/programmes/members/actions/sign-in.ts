import { server } from '@serenity-kit/opaque';
import { z } from 'zod';
import { action, everyone, signedIn } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { sessionsChanged } from '../find-actor.ts';
import { ok, refuse } from '#platform/result.ts';
import { giveBack, takeTry, type Allowance } from '#platform/budget.ts';
import { tellOwner } from '../letters.ts';
import { deviceLabel, deviceTag, opaqueMessage, typedLoginName } from '../model/account.ts';
import { answerOpaque, opaqueSetup } from '../opaque-setup.ts';
import { openSession } from '../open-session.ts';
import { findPersonByLoginName } from '../store/person.ts';
import { listFactors } from '../store/second-factor.ts';
import { knowsLabel, updateSessionsEnded } from '../store/session.ts';
import { issueTicket, redeemTicket } from '../tickets.ts';
import { sameTag } from '../tokens.ts';

/** Whoever hammers at a name from devices it does not know slows down only such devices. */
const strangers: Allowance = { name: 'sign-in.strangers', atOnce: 10, secondsEach: 60 };
const knownDevices: Allowance = { name: 'sign-in.known', atOnce: 20, secondsEach: 5 };
interface Exchange {
	readonly state: string;
	readonly person: string | null;
	readonly budget: { readonly known: boolean; readonly of: string };
}

const ofSigningIn = everyone<unknown>('nobody is signed in yet; the passphrase is proved by what follows');

/** First half of signing in. An unknown log-in name gets an answer that cannot be told from a real one. */
export const startSignIn = action({
	name: 'members.startSignIn',
	answer: 'once',
	input: z.strictObject({
		loginName: typedLoginName,
		startLoginRequest: opaqueMessage,
		deviceTag: deviceTag.optional(),
	}),
	access: ofSigningIn,
	async run({ tx, runtime }, input) {
		const serverSetup = await opaqueSetup(runtime);
		const person = await asHouse(tx, () => findPersonByLoginName(tx, input.loginName));
		const known = person !== undefined && sameTag(person.device_tag, input.deviceTag);
		const { wait } = takeTry(runtime, known ? knownDevices : strangers, input.loginName);
		if (wait > 0) return refuse('sign-in.slow-down', { params: { seconds: wait } });
		const answered = answerOpaque(() =>
			server.startLogin({
				serverSetup,
				userIdentifier: input.loginName,
				registrationRecord: person?.opaque_record ?? null,
				startLoginRequest: input.startLoginRequest,
			}),
		);
		if (!answered.ok) return answered;
		const { serverLoginState, loginResponse } = answered.value;
		const exchange: Exchange = {
			state: serverLoginState,
			person: person?.id ?? null,
			budget: { known, of: input.loginName },
		};
		const ticket = issueTicket(runtime, 'sign-in', exchange);
		return ok({ loginResponse, ticket });
	},
});

/** Second half: the passphrase is proved, a session begins; what is sealed waits for the second factor. */
export const finishSignIn = action({
	name: 'members.finishSignIn',
	answer: 'once',
	input: z.strictObject({
		ticket: z.string().max(4000),
		finishLoginRequest: opaqueMessage,
		label: deviceLabel,
	}),
	access: ofSigningIn,
	async run(doing, input) {
		const { tx, actor, now, runtime } = doing;
		const exchange = redeemTicket<Exchange>(runtime, 'sign-in', input.ticket);
		if (!exchange?.person || !proves(exchange.state, input.finishLoginRequest)) {
			return refuse('sign-in.wrong', { field: 'passphrase' });
		}
		const { person, budget } = exchange;
		giveBack(runtime, budget.known ? knownDevices : strangers, budget.of);
		// Whoever only unlocks (a reload, an idle lock) stays in the session, and in the level it has reached.
		if (actor.kind === 'member' && actor.person === person) return ok({ token: undefined });
		return asHouse(tx, async () => {
			const found = await findPersonByLoginName(tx, budget.of);
			if (found?.id !== person) return refuse('sign-in.wrong', { field: 'passphrase' });
			const factors = await listFactors(tx, person);
			const level = found.second_factor_required || factors.length > 0 ? 'passphrase' : 'full';
			// A device that sent no account secret, or a browser that this person has not used before.
			const strange = !budget.known || !(await knowsLabel(tx, person, input.label));
			if (strange) await tellOwner(doing, found, 'new-device');
			const token = await openSession(tx, { person, level, label: input.label, now });
			return ok({ token: token as string | undefined });
		});
	},
});

/** Ends the session one is in. */
export const signOut = action({
	name: 'members.signOut',
	input: z.strictObject({}),
	access: signedIn('passphrase'),
	async run(doing) {
		const { tx, actor, now } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		await updateSessionsEnded(tx, actor.person, now, { only: actor.session });
		await sessionsChanged(doing, actor.person);
		return ok({});
	},
});

function proves(serverLoginState: string, finishLoginRequest: string): boolean {
	try {
		server.finishLogin({ serverLoginState, finishLoginRequest });
		return true;
	} catch {
		return false;
	}
}
