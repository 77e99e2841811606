import { sql } from 'kysely';
import { listOrganisations } from '#programmes/directory/index.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { ensureFirstStartLink } from '#programmes/members/index.ts';
import type { listOpenInvitations } from '#programmes/members/actions/invite.ts';
import {
	acceptAnInvitation,
	beginAnOrganisation,
	beginTheNetwork,
	type Beginner,
} from '#programmes/members/sealed/account.ts';
import { inviteToFound, inviteToJoin, letIn } from '#programmes/members/sealed/invite.ts';
import { demonstrationSecret } from '#programmes/members/sealed/sign-in.ts';
import * as members from '#vault/client/membership/members.ts';
import { createVault } from '#vault/client/membership/vaults.ts';
import { refreshRing } from '#vault/client/ring/key-ring.ts';
import type { ProfessionalStatus } from '#vault/format/membership.ts';
import { newId } from '#vault/format/ids.ts';
import { OrganisationId, VaultId } from '#vault/format/model.ts';
import { makeDemoClient, must, type DemoClient } from './client.ts';
import { network, organisations, passphrase, people, towns } from './data/index.ts';
import type { DemoOrganisation, DemoPerson } from './data/model.ts';

/** A desk of the demonstration: its organisation, its intake vault, and its people at work. */
export interface DemoDesk {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
	readonly data: DemoOrganisation;
	readonly coordinator: DemoClient;
}

export interface DemoPeople {
	readonly office: DemoDesk;
	/** By slug. */
	readonly desks: ReadonlyMap<string, DemoDesk>;
	/** By log-in name. */
	readonly clients: ReadonlyMap<string, DemoClient>;
}

/**
 * Brings the invented organisations and people in, each as they would come: the office begins the network,
 * invites organisations, coordinators invite colleagues and let them in, words are compared.
 */
export async function bringPeople(runtime: Runtime, tell: (line: string) => void): Promise<DemoPeople> {
	const clients = new Map(people.map((person) => [person.login, makeDemoClient(runtime, person)]));
	const desks = new Map<string, DemoDesk>();
	const officeData = must1(
		organisations.find(({ slug }) => slug === network.office),
		'office',
	);
	const office = await foundDesk(clients, officeData, (client) => beginOffice(runtime, client, officeData));
	desks.set(officeData.slug, office);
	for (const data of organisations) {
		if (data.slug === network.office || !data.desk) continue;
		tell(data.slug);
		desks.set(data.slug, await foundDesk(clients, data, (client) => beginInvited(client, office, data)));
	}
	for (const person of people) {
		const desk = must1(desks.get(person.organisation), person.organisation);
		if (desk.coordinator.person.login === person.login) continue;
		await joinDesk(must1(clients.get(person.login), person.login), desk);
	}
	await addPlain(runtime);
	await listOrganisations(runtime);
	await addAddresses(runtime);
	return { office, desks, clients };
}

/** A value that the data promise (their own tests check it). */
function must1<T>(value: T | undefined, what: string): T {
	if (value === undefined) throw new Error(`The demonstration's data lack ${what}`);
	return value;
}

function beginnerOf({ login, names, locale }: DemoPerson, token: string): Beginner {
	return {
		token,
		loginName: login,
		displayName: names[locale],
		locale,
		passphrase,
		accountSecret: demonstrationSecret(login),
	};
}

function factsOf(data: DemoOrganisation) {
	const town = must1(
		towns.find(({ slug }) => slug === data.town),
		data.town,
	);
	return { name: data.names, town: town.names, region: town.region, telephone: data.telephone };
}

const tokenOf = (path: string) => path.slice(path.indexOf('#') + 1);

async function beginOffice(runtime: Runtime, client: DemoClient, data: DemoOrganisation): Promise<string> {
	const link = must1(await ensureFirstStartLink(runtime), 'an empty data folder');
	const begun = await beginTheNetwork(client, beginnerOf(client.person, tokenOf(link)), {
		network: { name: network.names, telephone: network.telephone, postalAddress: network.postalAddress },
		organisation: factsOf(data),
		roles: [...client.person.programmes],
	});
	return must(begun).organisation;
}

async function beginInvited(client: DemoClient, office: DemoDesk, data: DemoOrganisation): Promise<string> {
	const invited = must(await inviteToFound(office.coordinator.act, { by: office.organisation }));
	const begun = await beginAnOrganisation(client, beginnerOf(client.person, tokenOf(invited.path)), {
		organisation: factsOf(data),
		roles: [...client.person.programmes],
	});
	return must(begun).organisation;
}

/** The first coordinator begins the organisation, its keys and its intake vault. */
async function foundDesk(
	clients: ReadonlyMap<string, DemoClient>,
	data: DemoOrganisation,
	begin: (founder: DemoClient) => Promise<string>,
): Promise<DemoDesk> {
	const first = people.find(({ organisation, coordinator }) => coordinator && organisation === data.slug);
	const coordinator = must1(first && clients.get(first.login), `a coordinator of ${data.slug}`);
	const organisation = OrganisationId.parse(await begin(coordinator));
	const acting = coordinator.acting();
	must(
		await members.createOrganisationKeys(acting, {
			organisation,
			name: data.names.ru,
			founderName: coordinator.person.names.ru,
			founderStatus: statusOf(coordinator.person),
			founderRoles: coordinator.person.programmes,
		}),
	);
	const vault = newId(VaultId);
	must(await createVault(acting, { organisation, vault, purpose: 'intake', holders: [] }));
	return { organisation, vault, data, coordinator };
}

/** A colleague is invited, accepts, is let in with what they do, and words are compared. */
async function joinDesk(client: DemoClient, { organisation, vault, coordinator }: DemoDesk): Promise<void> {
	const { person } = client;
	const roles = [...person.programmes];
	const invited = must(
		await inviteToJoin(coordinator.act, { organisation, coordinator: person.coordinator, roles }),
	);
	must(
		await acceptAnInvitation(client, beginnerOf(person, tokenOf(invited.path)), {
			organisation,
			invitation: invited.invitation,
		}),
	);
	const acting = coordinator.acting();
	const open = must(
		await coordinator.act<typeof listOpenInvitations>('members.listOpenInvitations', { organisation }),
	);
	const accepted = must1(
		open.find(({ invitation }) => invitation === invited.invitation),
		person.login,
	);
	const keeper = {
		addMember: (asked: Parameters<typeof members.addMember>[1]) =>
			members.addMember(acting, { ...asked, status: statusOf(person) }),
		makeCoordinator: (asked: Parameters<typeof members.makeCoordinator>[1]) =>
			members.makeCoordinator(acting, asked),
		rekeyMember: (asked: Parameters<typeof members.rekeyMember>[1]) => members.rekeyMember(acting, asked),
	};
	const vaults = person.programmes.includes('intake') ? [vault] : [];
	must(await letIn(coordinator.act, keeper, organisation, accepted, vaults));
	const theirs = client.acting();
	must(await members.compareWords(acting, { organisation, person: theirs.ring.person }));
	must(await refreshRing(theirs.ring, theirs.act));
}

function statusOf({ status, registerNumber }: DemoPerson): ProfessionalStatus {
	if (status === 'advocate') return { kind: 'advocate', register: registerNumber ?? '' };
	return { kind: status ?? 'none' };
}

/** Organisations without a desk stand in the directory alone; and what each says of itself. */
async function addPlain(runtime: Runtime): Promise<void> {
	await within(runtime.db, system, async (tx) => {
		for (const data of organisations) {
			const { name, town, region, telephone } = factsOf(data);
			const about = { about_ru: data.about.ru, about_en: data.about.en };
			if (data.desk) {
				await sql`update accord.organisation set slug = ${data.slug}, about_ru = ${data.about.ru},
					about_en = ${data.about.en} where name_ru = ${name.ru}`.execute(tx);
				continue;
			}
			await tx
				.insertInto('organisation')
				.values({
					id: newId(OrganisationId),
					slug: data.slug,
					name_ru: name.ru,
					name_en: name.en,
					town_ru: town.ru,
					town_en: town.en,
					town_slug: data.town,
					...about,
					region,
					telephone,
					state: data.state,
					office: false,
					genesis_hash: null,
					sign_public: null,
					recovery_public: null,
					joined_on: runtime.now().toISOString().slice(0, 10),
				})
				.execute();
		}
	});
}

/** Those one can enter as have an address: their letters are shown on the page of their account. */
async function addAddresses(runtime: Runtime): Promise<void> {
	await within(runtime.db, system, async (tx) => {
		for (const { login, enterAs } of people) {
			if (!enterAs) continue;
			const email_sealed = runtime.keys.sealAtRest('email', `${login}@pereklichka.example`);
			await tx.updateTable('person').set({ email_sealed }).where('login_name', '=', login).execute();
		}
	});
}
