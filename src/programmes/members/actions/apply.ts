import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findFreeSlug, findOrganisationBySlug, regionCode } from '#commons/organisations/index.ts';
import { findAlike } from '#programmes/directory/index.ts';
import { settleTown } from '#commons/places/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { action, everyone, memberOf, ofTheOffice, signedIn } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { newId, organisationId, type OrganisationId as ActingOrganisation } from '#platform/ids.ts';
import { insertLetter } from '#platform/mail/outbox.ts';
import { ok, refuse } from '#platform/result.ts';
import { m } from '#words/messages.js';
import { InvitationId, OrganisationId } from '#vault/format/model.ts';
import { asEntry, findPerhapsHere } from '../asked-alike.ts';
import { takeTry, type Allowance } from '#platform/budget.ts';
import { localeField, secretToken } from '../model/account.ts';
import { mayBeAdmitted } from '../rules/application.ts';
import { isMailAddress } from '../rules/mail-address.ts';
import {
	findApplication,
	findVouching,
	insertApplication,
	insertVouching,
	listApplications as listWaiting,
	updateCalledBack,
} from '../store/application.ts';
import { insertInvitation } from '../store/invitation.ts';
import { hashToken } from '../tokens.ts';

/** Of everybody together: nobody's address is known here, and real groups are few. */
const applications: Allowance = { name: 'applications', atOnce: 30, secondsEach: 120 };
/** "None of these is us": whoever says so goes on. */
const noneOfThese = 'none';
const purpose = 'application-contact';
const fourteenDays = 14 * 86_400_000;

const line = (most: number) => z.string().trim().min(1).max(most);

/** A group applies in four fields: name, place, what it does, one contact. */
export const applyToJoin = action({
	name: 'members.applyToJoin',
	input: z.strictObject({
		name: line(200),
		town: line(120),
		region: regionCode,
		/** When the town was asked about: the address of one, or that it is none of them. */
		choice: z.string().max(80).optional(),
		about: line(2000),
		contact: line(200),
		/** When asked whether they are not here already: the address of one that they are, or `none`. */
		same: z.string().max(80).optional(),
		locale: localeField,
	}),
	access: everyone('a group that wants to join has no account yet'),
	async run({ tx, now, runtime }, input) {
		const settled = settleTown(gazetteer, input);
		if (!settled.ok) return settled;
		const town = settled.value;
		const inLocale = (text: string) => (input.locale === 'ru' ? { ru: text, en: '' } : { ru: '', en: text });
		const said = {
			name: inLocale(input.name),
			town: inLocale(input.town),
			region: input.region,
			reach: input.contact,
		};
		let claims: string | null = null;
		if (input.same === undefined) {
			const alike = await findPerhapsHere(tx, said, town);
			if (alike.length > 0) return refuse('application.perhaps-here', { field: 'same' });
		} else if (input.same !== noneOfThese) {
			const here = await findOrganisationBySlug(tx, input.same);
			if (!here) return refuse('application.perhaps-here', { field: 'same' });
			if (here.state !== 'listed') return refuse('application.is-member', { field: 'same' });
			claims = here.id;
		}
		const { wait } = takeTry(runtime, applications, 'all');
		if (wait > 0) return refuse('application.too-many', { params: { minutes: Math.ceil(wait / 60) } });
		const id = newId(organisationId);
		await asHouse(tx, async () => {
			await tx
				.insertInto('organisation')
				.values({
					id,
					slug: await findFreeSlug(tx, input.name),
					name_ru: inLocale(input.name).ru,
					name_en: inLocale(input.name).en,
					town_ru: town?.names.ru ?? inLocale(input.town).ru,
					town_en: town?.names.en ?? inLocale(input.town).en,
					town_slug: town?.slug ?? null,
					about_ru: inLocale(input.about).ru,
					about_en: inLocale(input.about).en,
					region: town?.region ?? input.region,
					state: 'applied',
					office: false,
					genesis_hash: null,
					sign_public: null,
					recovery_public: null,
					joined_on: now.toISOString().slice(0, 10),
				})
				.execute();
			await insertApplication(tx, {
				organisation: id,
				claims,
				contact_sealed: runtime.keys.sealAtRest(purpose, input.contact),
				applied_on: now.toISOString().slice(0, 10),
			});
		});
		return ok({});
	},
});

/** Groups that applied. The contact is opened for the office alone. */
export const listApplications = action({
	name: 'members.listApplications',
	input: z.strictObject({}),
	access: signedIn('full'),
	writes: false,
	async run({ tx, actor, runtime }) {
		if (actor.kind !== 'member' || actor.memberships.length === 0) return ok([]);
		const office = actor.memberships.some((membership) => membership.office);
		const mine = new Set<string>(actor.memberships.map(({ organisation }) => organisation));
		const rows = await listWaiting(tx);
		const opened = rows.map((row) =>
			office ? runtime.keys.openAtRest(purpose, Buffer.from(row.contact_sealed)) : undefined,
		);
		const alike = await findAlike(
			tx,
			rows.map((row, at) => ({
				...asEntry(
					{
						name: { ru: row.name_ru, en: row.name_en },
						town: { ru: row.town_ru, en: row.town_en },
						region: row.region,
						reach: opened[at] ?? '',
					},
					gazetteer.findTown(row.town_slug ?? ''),
				),
				except: row.id,
			})),
			'network',
		);
		return ok(
			rows.map((row, at) => ({
				organisation: row.id,
				name: row.name_ru || row.name_en,
				town: row.town_ru || row.town_en,
				region: row.region,
				about: row.about_ru || row.about_en,
				appliedOn: row.applied_on,
				contact: opened[at],
				claims:
					row.claims_slug === null
						? undefined
						: {
								slug: row.claims_slug,
								name: row.claims_name_ru || row.claims_name_en || '',
								telephone: row.claims_telephone ?? '',
							},
				/** Organisations that it may be already. */
				alike: (alike.get(at) ?? []).map(({ slug, state, name, town, reasons }) => ({
					slug,
					state,
					name,
					town,
					reasons,
				})),
				calledBack: row.call_back,
				vouchers: row.vouchedBy.length,
				may: {
					vouch: !row.vouchedBy.some((organisation) => mine.has(organisation)),
					callBack: office && !row.call_back,
					admit: office && mayBeAdmitted({ vouchers: row.vouchedBy.length, calledBack: row.call_back }),
					refuse: office,
				},
			})),
		);
	},
});

/** A member says: we know these people. */
export const vouchFor = action({
	name: 'members.vouchFor',
	input: z.strictObject({ applicant: OrganisationId, organisation: OrganisationId }),
	access: memberOf<{ organisation: string }>(({ organisation }) => organisation as ActingOrganisation),
	async run({ tx, actor, now, touched }, { applicant, organisation }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		if (!(await findApplication(tx, applicant))) return refuse('application.ended');
		// One person in two organisations is one voice: else they could admit a group by themselves.
		const before = await findVouching(tx, applicant, actor.person);
		if (before !== undefined && before !== organisation) return refuse('application.vouched');
		touched('application', applicant);
		await insertVouching(tx, {
			organisation: applicant,
			by_organisation: organisation,
			by_person: actor.person,
			vouched_on: now.toISOString().slice(0, 10),
		});
		return ok({});
	},
});

/** The office called the group back and knows whom it spoke with. */
export const recordCallBack = action({
	name: 'members.recordCallBack',
	input: z.strictObject({ applicant: OrganisationId }),
	access: ofTheOffice(),
	async run({ tx, actor, touched }, { applicant }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		if (!(await findApplication(tx, applicant))) return refuse('application.ended');
		touched('application', applicant);
		await updateCalledBack(tx, applicant, actor.person);
		return ok({});
	},
});

/**
 * The office admits a group: a one-time link by which it begins. Told by telephone; or, where the contact is
 * an address of e-mail and the office asks for it, sent there.
 */
export const admitApplicant = action({
	name: 'members.admitApplicant',
	input: z.strictObject({
		applicant: OrganisationId,
		invitation: InvitationId,
		organisation: OrganisationId,
		token: secretToken,
		/** The address at which this network is reached; with it, the link is sent. */
		sendFrom: z.url().max(200).optional(),
		locale: localeField,
	}),
	access: ofTheOffice(),
	async run({ tx, actor, now, runtime, touched }, input) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const found = await findApplication(tx, input.applicant);
		if (!found) return refuse('application.ended');
		if (!mayBeAdmitted({ vouchers: found.vouchers, calledBack: found.call_back })) {
			return refuse('application.nobody-vouched');
		}
		touched('application', input.applicant);
		const contact = runtime.keys.openAtRest(purpose, Buffer.from(found.contact_sealed));
		return asHouse(tx, async () => {
			await tx
				.deleteFrom('invitation')
				.where('organisation', '=', input.applicant)
				.where('accepted_at', 'is', null)
				.execute();
			const kept = await insertInvitation(tx, {
				organisation: input.applicant,
				id: input.invitation,
				kind: 'organisation',
				token_hash: hashToken(input.token),
				invited_by: actor.person,
				invited_by_organisation: input.organisation,
				for_person: null,
				note: '',
				coordinator: true,
				programmes: [],
				expires_at: new Date(now.getTime() + fourteenDays),
			});
			if (!kept) return refuse('input.invalid', { field: 'invitation' });
			const sent = input.sendFrom !== undefined && isMailAddress(contact);
			if (input.sendFrom !== undefined && sent) {
				const link = `${new URL(input.sendFrom).origin}/${input.locale}/desk/begin#${input.token}`;
				const { locale } = input;
				const content = {
					to: contact,
					subject: m.people_letter_admitted_subject({}, { locale }),
					text: m.people_letter_admitted({ link }, { locale }),
				};
				await insertLetter(tx, runtime, randomUUID(), content, now);
			}
			return ok({ sent });
		});
	},
});

/** The office says no; what the group wrote of itself is erased. */
export const refuseApplicant = action({
	name: 'members.refuseApplicant',
	input: z.strictObject({ applicant: OrganisationId }),
	access: ofTheOffice(),
	async run({ tx, touched }, { applicant }) {
		if (!(await findApplication(tx, applicant))) return refuse('application.ended');
		touched('application', applicant);
		await asHouse(tx, async () => {
			await tx.deleteFrom('vouching').where('organisation', '=', applicant).execute();
			await tx.deleteFrom('application').where('organisation', '=', applicant).execute();
			await tx.deleteFrom('invitation').where('organisation', '=', applicant).execute();
			await tx
				.deleteFrom('organisation')
				.where('id', '=', applicant)
				.where('state', '=', 'applied')
				.execute();
		});
		return ok({});
	},
});
