import { randomBytes, randomUUID } from 'node:crypto';
import { server } from '@serenity-kit/opaque';
import { z } from 'zod';
import { action, everyone } from '#platform/action/index.ts';
import { insertAudit } from '#platform/action/audit.ts';
import { asHouse } from '#platform/db/within.ts';
import { personId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url, utf8 } from '#vault/format/bytes.ts';
import { spell } from '#vault/format/ids.ts';
import { SigningKey } from '#vault/format/model.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { verify } from '#vault/seal/pairs.ts';
import { sessionsChanged } from '../find-actor.ts';
import { tellCoordinators, tellOwner } from '../letters.ts';
import { deviceLabel, opaqueMessage, passphraseEnrolment, typedLoginName } from '../model/account.ts';
import { bytesField } from '../model/bytes.ts';
import { answerOpaque, opaqueSetup } from '../opaque-setup.ts';
import { openSession } from '../open-session.ts';
import {
	deleteWraps,
	findPerson,
	findPersonByLoginName,
	insertWrap,
	listWraps,
	updatePerson,
} from '../store/person.ts';
import { deleteFactors } from '../store/second-factor.ts';
import { insertNotices } from '../store/membership.ts';
import { updateSessionsEnded } from '../store/session.ts';
import { issueTicket, redeemTicket } from '../tickets.ts';
import { hashTag } from '../tokens.ts';

const holder = everyone<unknown>('whoever proves to hold the printed recovery code');

/** Something to sign; for an unknown log-in name as well. */
export const startRecovery = action({
	name: 'members.startRecovery',
	input: z.strictObject({ loginName: typedLoginName }),
	access: holder,
	writes: false,
	async run({ runtime }, { loginName }) {
		const challenge = randomBytes(32).toString('base64url');
		return ok({ challenge, ticket: issueTicket(runtime, 'recovery', { loginName, challenge }) });
	},
});

/** The signature proves the printed code; what it opens is handed out, with the first half of a new passphrase. */
export const proveRecovery = action({
	name: 'members.proveRecovery',
	input: z.strictObject({
		ticket: z.string().max(2000),
		signature: bytesField(64, 64),
		registrationRequest: opaqueMessage,
	}),
	access: holder,
	writes: false,
	async run({ tx, runtime }, input) {
		await vaultReady();
		const serverSetup = await opaqueSetup(runtime);
		const asked = redeemTicket<{ loginName: string; challenge: string }>(runtime, 'recovery', input.ticket);
		if (!asked) return refuse('recovery.wrong', { field: 'recoveryCode' });
		return asHouse(tx, async () => {
			const person = await findPersonByLoginName(tx, asked.loginName);
			// An unknown name, or one without a sheet, is checked against a key that nobody has.
			const key = person?.recovery_public ?? randomBytes(32);
			const message = utf8(asked.challenge);
			const proved = verify('accord/v1/recovery-challenge', message, input.signature, spell(SigningKey, key));
			const wrap = person && (await listWraps(tx, person.id)).find(({ kind }) => kind === 'recovery');
			if (!proved || !person || !wrap) return refuse('recovery.wrong', { field: 'recoveryCode' });
			const answered = answerOpaque(() =>
				server.createRegistrationResponse({
					serverSetup,
					userIdentifier: person.login_name,
					registrationRequest: input.registrationRequest,
				}),
			);
			if (!answered.ok) return answered;
			const { registrationResponse } = answered.value;
			return ok({
				person: person.id,
				sealedPairs: toBase64url(person.sealed_pairs),
				wrapped: toBase64url(wrap.wrapped),
				registrationResponse,
				ticket: issueTicket(runtime, 'recovered', { person: person.id }),
			});
		});
	},
});

/**
 * A new passphrase and account secret after the printed code. The old sheet, every session and every second
 * factor end; all colleagues are told.
 */
export const finishRecovery = action({
	name: 'members.finishRecovery',
	answer: 'once',
	input: z.strictObject({
		ticket: z.string().max(2000),
		passphrase: passphraseEnrolment,
		label: deviceLabel,
	}),
	access: holder,
	async run(doing, input) {
		const { tx, now, runtime } = doing;
		const proved = redeemTicket<{ person: string }>(runtime, 'recovered', input.ticket);
		if (!proved) return refuse('recovery.wrong', { field: 'recoveryCode' });
		const { person } = proved;
		return asHouse(tx, async () => {
			const found = await findPerson(tx, person);
			if (!found) return refuse('recovery.wrong', { field: 'recoveryCode' });
			await deleteWraps(tx, person);
			await deleteFactors(tx, person);
			await updateSessionsEnded(tx, person, now);
			await updatePerson(tx, person, {
				opaque_record: input.passphrase.registrationRecord,
				device_tag: hashTag(input.passphrase.deviceTag),
				recovery_public: null,
				printed_sheet_kept: false,
			});
			const wrapped = input.passphrase.wrapped;
			await insertWrap(tx, { person, id: randomUUID(), kind: 'passphrase', wrapped });
			await insertNotices(tx, person, 'recovered', now.toISOString().slice(0, 10), randomUUID);
			await sessionsChanged(doing, person);
			// Nobody is signed in here, so the audit's line is written by hand.
			const object = { kind: 'person', id: person };
			const by = personId.parse(person);
			await insertAudit(tx, { person: by, action: 'members.finishRecovery', objects: [object], at: now });
			await tellOwner(doing, found, 'recovered');
			await tellCoordinators(doing, person);
			const level = found.second_factor_required ? 'passphrase' : 'full';
			return ok({ token: await openSession(tx, { person, level, label: input.label, now }) });
		});
	},
});
