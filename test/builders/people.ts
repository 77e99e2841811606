import { Secret, TOTP } from 'otpauth';
import { newPassphrase } from '#vault/format/passphrase.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import type { Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { ensureFirstStartLink } from '#programmes/members/index.ts';
import type { enrolAuthenticator } from '#programmes/members/actions/second-factor.ts';
import type { readInvitation } from '#programmes/members/actions/accept.ts';
import type { listOpenInvitations } from '#programmes/members/actions/invite.ts';
import { whoIsHere } from '#programmes/members/sealed/who-is-here.ts';
import {
	acceptAnInvitation,
	beginAnOrganisation,
	beginTheNetwork,
	type Beginner,
	type Begun,
} from '#programmes/members/sealed/account.ts';
import { foundKeys } from '#programmes/members/sealed/found.ts';
import { inviteToFound, inviteToJoin, letIn } from '#programmes/members/sealed/invite.ts';
import type { OrganisationId } from '#vault/format/model.ts';
import { keepSheet, makePrintedSheet } from '#programmes/members/sealed/printed-sheet.ts';
import { makeClient, type NodeClient, type PersonClient } from './client.ts';

/** Somebody of the network with everything they would have at hand. */
export interface TestPerson<Client extends PersonClient = NodeClient> extends Begun {
	readonly client: Client;
	readonly passphrase: string;
	/** Set once `protect` was called. */
	sheet?: { recoveryCode: string; accountSecret: string };
	totp?: TOTP;
	backupCodes?: string[];
}

/** The value, or a failure that names the refusal. */
export function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
	return result.value;
}

let counter = 0;

/** What a person types when they begin; log-in names are unique within a test process. */
export async function beginner(token: string, more: Partial<Beginner> = {}): Promise<Beginner> {
	await vaultReady();
	counter += 1;
	return {
		token,
		loginName: `person${counter}`,
		displayName: `Person ${counter}`,
		locale: 'en',
		passphrase: newPassphrase('en'),
		...more,
	};
}

/** The printed sheet and an authenticator: what stands before the first sealed page. */
export async function protect<Client extends PersonClient>(
	person: TestPerson<Client>,
): Promise<TestPerson<Client>> {
	const { client } = person;
	const sheet = await makePrintedSheet(person.loginName, person.accountSecret);
	const { recoveryCode, accountSecret } = sheet;
	must(await keepSheet(client, sheet));
	const secret = new Secret({ size: 20 });
	const totp = new TOTP({ secret });
	const enrolled = must(
		await client.act<typeof enrolAuthenticator>('members.enrolAuthenticator', {
			secret: secret.base32,
			number: totp.generate({ timestamp: clockOf(client) }),
		}),
	);
	return Object.assign(person, {
		sheet: { recoveryCode, accountSecret },
		totp,
		backupCodes: enrolled.backupCodes,
	});
}

/** The first start: a network with its office; its coordinator is signed in fully, with the organisation's keys and intake vault. */
export async function startNetwork(
	runtime: Runtime,
	more: Partial<Beginner> = {},
): Promise<{ organisation: string; coordinator: TestPerson }> {
	const link = await ensureFirstStartLink(runtime);
	if (link === undefined) throw new Error('There is a network already');
	const started = await startNetworkBy(makeClient(runtime), link, more);
	await found(started.coordinator);
	return started;
}

/** The same through any client: of this process, or of a server in another. */
export async function startNetworkBy<Client extends PersonClient>(
	client: Client,
	link: string,
	more: Partial<Beginner> = {},
): Promise<{ organisation: string; coordinator: TestPerson<Client> }> {
	const who = await beginner(link.split('#')[1] ?? '', more);
	const begun = must(
		await beginTheNetwork(client, who, {
			network: {
				name: { ru: 'Сеть «Согласие»', en: 'Accord network' },
				telephone: '+7 000 000-00-00',
				postalAddress: { ru: 'а/я 1', en: 'PO box 1' },
			},
			organisation: {
				name: { ru: 'Бюро сети', en: 'Network office' },
				town: { ru: 'Москва', en: 'Moscow' },
				region: 'RU-MOW',
			},
			roles: ['intake'],
		}),
	);
	const coordinator = await protect({ ...begun, client, passphrase: who.passphrase });
	return { organisation: begun.organisation, coordinator };
}

/** The founder's browser makes the organisation's keys and its intake vault, as it does on arriving at the desk. */
export async function found(person: TestPerson<PersonClient>): Promise<void> {
	const { client } = person;
	must(await foundKeys(client.keys, must(await whoIsHere(client))));
}

/** Invites somebody, who accepts, protects the account and is let in by the coordinator. */
export async function invited(
	runtime: Runtime,
	by: TestPerson,
	organisation: string,
	more: Partial<Beginner> & { coordinator?: boolean; roles?: string[] } = {},
): Promise<TestPerson> {
	const { coordinator = false, roles = ['intake'], ...given } = more;
	const { path } = must(await inviteToJoin(by.client.act, { organisation, coordinator, roles }));
	const newcomer = await accepted(runtime, path, given);
	must(await by.client.keys.refresh());
	const [open] = must(
		await by.client.act<typeof listOpenInvitations>('members.listOpenInvitations', {
			organisation: organisation as OrganisationId,
		}),
	).filter((one) => one.newcomer?.person === newcomer.person);
	if (!open) throw new Error('The newcomer is not listed');
	const id = organisation as OrganisationId;
	const held = must(await by.client.keys.viewOrganisation({ organisation: id })).vaults;
	must(
		await letIn(
			by.client.act,
			by.client.keys,
			id,
			open,
			held.map(({ vault }) => vault),
		),
	);
	must(await newcomer.client.keys.refresh());
	return newcomer;
}

/** Somebody opens a link, keeps the passphrase, prints the sheet and enrols an authenticator; not let in yet. */
export async function accepted(
	runtime: Runtime,
	path: string,
	more: Partial<Beginner> = {},
): Promise<TestPerson> {
	const client = makeClient(runtime);
	const who = await beginner(path.split('#')[1] ?? '', more);
	const invitation = must(
		await client.act<typeof readInvitation>('members.readInvitation', { token: who.token }),
	);
	const begun = must(await acceptAnInvitation(client, who, invitation));
	return protect({ ...begun, client, passphrase: who.passphrase });
}

/** An organisation by the office's link, with its first coordinator and its keys. */
export async function secondOrganisation(
	runtime: Runtime,
	office: TestPerson,
	by: string,
	more: Partial<Beginner> & { name?: string } = {},
): Promise<{ organisation: string; coordinator: TestPerson }> {
	const { name = 'Группа', ...given } = more;
	const { path } = must(await inviteToFound(office.client.act, { by }));
	return foundBy(runtime, path, name, given);
}

/** Begins an organisation with a link that the office made. */
export async function foundBy(
	runtime: Runtime,
	path: string,
	name: string,
	more: Partial<Beginner> = {},
): Promise<{ organisation: string; coordinator: TestPerson }> {
	const client = makeClient(runtime);
	const who = await beginner(path.split('#')[1] ?? '', more);
	const begun = must(
		await beginAnOrganisation(client, who, {
			organisation: { name: { ru: name }, town: { ru: 'Пермь' }, region: 'RU-PER' },
			roles: ['intake'],
		}),
	);
	const coordinator = await protect({ ...begun, client, passphrase: who.passphrase });
	await found(coordinator);
	return { organisation: begun.organisation, coordinator };
}

/** An authenticator goes by the server's clock, which a test may have moved. */
function clockOf(client: object): number {
	return 'now' in client && typeof client.now === 'function' ? Number(client.now()) : Date.now();
}
