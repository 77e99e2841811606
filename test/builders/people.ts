import { Secret, TOTP } from 'otpauth';
import { newPassphrase } from '#vault/format/passphrase.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import type { Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { ensureFirstStartLink } from '#programmes/members/index.ts';
import type { enrolAuthenticator } from '#programmes/members/actions/second-factor.ts';
import { beginTheNetwork, type Beginner, type Begun } from '#programmes/members/sealed/account.ts';
import { keepSheet, makePrintedSheet } from '#programmes/members/sealed/printed-sheet.ts';
import type { Desk } from '#programmes/members/sealed/desk.ts';
import { makeClient, type NodeClient } from './client.ts';

/** Somebody of the network with everything they would have at hand. */
export interface TestPerson<Client extends Desk = NodeClient> extends Begun {
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
export async function protect<Client extends Desk>(person: TestPerson<Client>): Promise<TestPerson<Client>> {
	const { client } = person;
	const sheet = await makePrintedSheet(person.loginName, person.accountSecret);
	const { recoveryCode, accountSecret } = sheet;
	must(await keepSheet(client, sheet));
	const secret = new Secret({ size: 20 });
	const totp = new TOTP({ secret });
	const enrolled = must(
		await client.act<typeof enrolAuthenticator>('members.enrolAuthenticator', {
			secret: secret.base32,
			number: totp.generate(),
		}),
	);
	return Object.assign(person, {
		sheet: { recoveryCode, accountSecret },
		totp,
		backupCodes: enrolled.backupCodes,
	});
}

/** The first start: a network with its office; its coordinator is signed in fully. */
export async function startNetwork(
	runtime: Runtime,
	more: Partial<Beginner> = {},
): Promise<{ organisation: string; coordinator: TestPerson }> {
	const link = await ensureFirstStartLink(runtime);
	if (link === undefined) throw new Error('There is a network already');
	return startNetworkBy(makeClient(runtime), link, more);
}

/** The same through any client: of this process, or of a server in another. */
export async function startNetworkBy<Client extends Desk>(
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
