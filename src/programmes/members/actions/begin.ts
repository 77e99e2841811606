import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { nameTown } from '#commons/places/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import {
	findFreeSlug,
	findNetwork,
	networkFacts,
	organisationFacts,
	type OrganisationFacts,
} from '#commons/organisations/index.ts';
import { listOrganisation, takeOverEntry } from '#programmes/directory/index.ts';
import { action, everyone, type Doing } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { announce } from '#platform/live/bus.ts';
import { refuse } from '#platform/result.ts';
import { server } from '@serenity-kit/opaque';
import { ok } from '#platform/result.ts';
import { openInvitation } from '../invitations.ts';
import { deviceLabel, loginName, newAccount, opaqueMessage, secretToken } from '../model/account.ts';
import { roles } from '../model/membership.ts';
import { beginPerson } from '../new-person.ts';
import { answerOpaque, opaqueSetup } from '../opaque-setup.ts';
import { updateInvitationAccepted } from '../store/invitation.ts';
import { insertMembership } from '../store/membership.ts';
import { findPersonByLoginName } from '../store/person.ts';

const holder = everyone<unknown>('whoever holds the secret of an invitation that still holds');

/** First half of making a passphrase: blinded, so the server never learns it. */
export const startAccount = action({
	name: 'members.startAccount',
	input: z.strictObject({ token: secretToken, loginName, registrationRequest: opaqueMessage }),
	access: holder,
	async run({ tx, now, runtime }, input) {
		const serverSetup = await opaqueSetup(runtime);
		return asHouse(tx, async () => {
			const invitation = await openInvitation(tx, input.token, now, [
				'first-start',
				'organisation',
				'member',
				'rekey',
			]);
			if (!invitation.ok) return invitation;
			const taken = await findPersonByLoginName(tx, input.loginName);
			if (taken && taken.id !== invitation.value.for_person) {
				return refuse('login-name.taken', { field: 'loginName' });
			}
			const answered = answerOpaque(() =>
				server.createRegistrationResponse({
					serverSetup,
					userIdentifier: input.loginName,
					registrationRequest: input.registrationRequest,
				}),
			);
			if (!answered.ok) return answered;
			const { registrationResponse } = answered.value;
			return ok({ registrationResponse });
		});
	},
});

const founding = {
	token: secretToken,
	account: newAccount,
	roles: roles.default([]),
	label: deviceLabel,
	organisation: organisationFacts,
	/** When asked which town of its name it is: the address of one, or that it is none of them. */
	townChoice: z.string().max(80).optional(),
};

/** The first start: the network, its office, and the office's first coordinator, at once or not at all. */
export const beginNetwork = action({
	name: 'members.beginNetwork',
	answer: 'once',
	input: z.strictObject({ ...founding, network: networkFacts }),
	access: holder,
	run: (doing, input) =>
		asHouse(doing.tx, async () => {
			const { tx, now } = doing;
			const invitation = await openInvitation(tx, input.token, now, ['first-start']);
			if (!invitation.ok) return invitation;
			if (await findNetwork(tx)) return refuse('network.exists');
			const { organisation, id } = invitation.value;
			await insertOrganisation(doing, organisation, input, true);
			await listOrganisation(tx, organisation, now);
			await tx
				.insertInto('network')
				.values({
					id: randomUUID(),
					name_ru: input.network.name.ru,
					name_en: input.network.name.en,
					telephone: input.network.telephone,
					postal_address_ru: input.network.postalAddress.ru,
					postal_address_en: input.network.postalAddress.en,
					follow_salt: randomBytes(16),
					office: organisation,
				})
				.execute();
			return foundBy(doing, organisation, id, input);
		}),
});

/** An organisation that was invited, or applied and was admitted, begins: its facts and its first coordinator. */
export const beginOrganisation = action({
	name: 'members.beginOrganisation',
	answer: 'once',
	input: z.strictObject(founding),
	access: holder,
	run: (doing, input) =>
		asHouse(doing.tx, async () => {
			const { tx, now } = doing;
			const invitation = await openInvitation(tx, input.token, now, ['organisation']);
			if (!invitation.ok) return invitation;
			const { organisation, id } = invitation.value;
			const claims = await insertOrganisation(doing, organisation, input, false);
			if (claims) await takeOverEntry(doing, organisation, claims);
			await listOrganisation(tx, organisation, now);
			return foundBy(doing, organisation, id, input);
		}),
});

/** The organisation as it begins; answers with the entry of no member that it said is its own. */
async function insertOrganisation(
	{ tx, now }: Doing,
	id: string,
	{ organisation: facts, townChoice }: { organisation: OrganisationFacts; townChoice?: string | undefined },
	office: boolean,
): Promise<string | undefined> {
	const town = nameTown(gazetteer, facts.town, facts.region, townChoice);
	const known = {
		name_ru: facts.name.ru,
		name_en: facts.name.en,
		town_ru: town.names.ru,
		town_en: town.names.en,
		region: town.region,
		telephone: facts.telephone,
		state: 'active' as const,
	};
	const applied = await tx
		.updateTable('organisation')
		// Whoever applied was asked which town of the name it is: that is not forgotten where the name does not say.
		.set(town.slug ? { ...known, town_slug: town.slug } : known)
		.where('id', '=', id)
		.where('state', '=', 'applied')
		.executeTakeFirst();
	if (applied.numUpdatedRows > 0n) {
		// The contact was asked for the application alone.
		const application = await tx
			.deleteFrom('application')
			.where('organisation', '=', id)
			.returning('claims')
			.executeTakeFirst();
		return application?.claims ?? undefined;
	}
	await tx
		.insertInto('organisation')
		.values({
			id,
			...known,
			town_slug: town.slug,
			slug: await findFreeSlug(tx, facts.name.en || facts.name.ru),
			office,
			genesis_hash: null,
			sign_public: null,
			recovery_public: null,
			joined_on: now.toISOString().slice(0, 10),
		})
		.execute();
	return undefined;
}

async function foundBy(
	doing: Doing,
	organisation: string,
	invitation: string,
	input: { account: z.output<typeof newAccount>; roles: string[]; label: string },
) {
	const { tx, now } = doing;
	const begun = await beginPerson(doing, input.account, input.label);
	if (!begun.ok) return begun;
	const { person } = input.account;
	await insertMembership(tx, {
		organisation,
		person,
		coordinator: true,
		programmes: input.roles,
		professional_status: 'none',
		register_number: '',
		state: 'active',
		last_seen_on: now.toISOString().slice(0, 10),
	});
	await updateInvitationAccepted(tx, invitation, { by: person, at: now, settled: true });
	await announce(tx, { kind: 'pages', tags: ['organisations', 'network'] });
	return ok({ ...begun.value, organisation });
}
