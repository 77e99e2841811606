import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { server } from '@serenity-kit/opaque';
import { action, everyone, signedIn, whoever, type Member } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { asHouse } from '#platform/db/within.ts';
import { sessionsChanged } from '../find-actor.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { SigningKey } from '#vault/format/model.ts';
import { keyBytes } from '#vault/seal/pairs.ts';
import { tellOwner } from '../letters.ts';
import { bytesField } from '../model/bytes.ts';
import { opaqueMessage, passphraseEnrolment } from '../model/account.ts';
import { answerOpaque, opaqueSetup } from '../opaque-setup.ts';
import { standingOf } from '../standing.ts';
import { listActing } from '../store/membership.ts';
import { findPerson, insertWrap, listWraps, updatePerson } from '../store/person.ts';
import { updateSessionsEnded } from '../store/session.ts';
import { hashTag } from '../tokens.ts';

/** The passphrase alone is enough until the first second factor; from then on it is not. */
export const notYetProtected = whoever<unknown>(
	'oneself: after the second factor, or before any was enrolled',
	async ({ actor, tx }) => actor.level === 'full' || !(await hasFactor(tx, actor)),
	'passphrase',
);

async function hasFactor(tx: Tx, actor: Member): Promise<boolean> {
	const factor = await tx
		.selectFrom('second_factor')
		.select('id')
		.where('person', '=', actor.person)
		.executeTakeFirst();
	return factor !== undefined;
}

/**
 * Who is signed in, what is still to be done before the first sealed page, and where they belong; `null` is
 * nobody. Every first visit asks, and a browser complains of a refusal in its console: hence an answer.
 */
export const whoAmI = action({
	name: 'members.whoAmI',
	input: z.strictObject({}),
	access: everyone('says to the caller alone who they are'),
	writes: false,
	async run({ tx, actor, runtime }) {
		if (actor.kind !== 'member') return ok(null);
		return asHouse(tx, async () => {
			const standing = await standingOf(tx, actor);
			if (!standing) return ok(null);
			const organisations = (await listActing(tx, actor.person)).map((row) => ({
				organisation: row.organisation,
				name: { ru: row.name_ru || row.name_en, en: row.name_en || row.name_ru },
				office: row.office,
				coordinator: row.coordinator,
				programmes: row.programmes,
				/** Its membership log has a first record. */
				begun: row.genesis_hash !== null,
			}));
			return ok({ ...standing, organisations, demonstration: runtime.config.demonstration });
		});
	},
});

/** One's own wrapped keys: nothing that opens without the passphrase and the account secret. */
export const myKeys = action({
	name: 'members.myKeys',
	input: z.strictObject({}),
	access: notYetProtected,
	writes: false,
	async run({ tx, actor }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		return asHouse(tx, async () => {
			const person = await findPerson(tx, actor.person);
			if (!person) return refuse('access.sign-in');
			const wraps = await listWraps(tx, actor.person);
			return ok({
				person: person.id,
				sealedPairs: toBase64url(person.sealed_pairs),
				wraps: wraps.map((wrap) => ({
					kind: wrap.kind,
					wrapped: toBase64url(wrap.wrapped),
					credential: wrap.credential_id,
				})),
			});
		});
	},
});

/** The sheet was printed and its last group typed back: the recovery code's wrap and proof are kept. */
export const keepPrintedSheet = action({
	name: 'members.keepPrintedSheet',
	input: z.strictObject({ wrapped: bytesField(2000), proof: SigningKey }),
	access: notYetProtected,
	async run(doing, input) {
		const { tx, actor, touched } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const { person } = actor;
		touched('person', person);
		await asHouse(tx, () => tellOwner(doing, person, 'sheet'));
		await insertWrap(tx, { person, id: randomUUID(), kind: 'recovery', wrapped: input.wrapped });
		await updatePerson(tx, person, { recovery_public: keyBytes(input.proof), printed_sheet_kept: true });
		return ok({});
	},
});

/** First half of a new passphrase. */
export const startPassphrase = action({
	name: 'members.startPassphrase',
	input: z.strictObject({ registrationRequest: opaqueMessage }),
	access: signedIn('full'),
	writes: false,
	async run({ tx, actor, runtime }, { registrationRequest }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const serverSetup = await opaqueSetup(runtime);
		const person = await asHouse(tx, () => findPerson(tx, actor.person));
		if (!person) return refuse('access.sign-in');
		const answered = answerOpaque(() =>
			server.createRegistrationResponse({
				serverSetup,
				userIdentifier: person.login_name,
				registrationRequest,
			}),
		);
		if (!answered.ok) return answered;
		const { registrationResponse } = answered.value;
		return ok({ registrationResponse });
	},
});

/** A new passphrase and account secret; every other session ends. */
export const changePassphrase = action({
	name: 'members.changePassphrase',
	input: passphraseEnrolment,
	access: signedIn('full'),
	async run(doing, input) {
		const { tx, actor, now, touched } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const { person, session } = actor;
		touched('person', person);
		await updatePerson(tx, person, {
			opaque_record: input.registrationRecord,
			device_tag: hashTag(input.deviceTag),
		});
		await insertWrap(tx, { person, id: randomUUID(), kind: 'passphrase', wrapped: input.wrapped });
		await updateSessionsEnded(tx, person, now, { but: session });
		await sessionsChanged(doing, person);
		await asHouse(tx, () => tellOwner(doing, person, 'passphrase'));
		return ok({});
	},
});
