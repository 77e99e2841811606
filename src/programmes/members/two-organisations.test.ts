import { beforeAll, describe, expect, test } from 'vitest';
import { invited, must, secondOrganisation, startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { Result } from '#platform/result.ts';
import { OrganisationId } from '#vault/format/model.ts';
import type { readInvitation } from './actions/accept.ts';
import type { applyToJoin, listApplications, vouchFor } from './actions/apply.ts';
import type { listOpenInvitations } from './actions/invite.ts';
import { joinWithOwnAccount } from './sealed/account.ts';
import { inviteToBeginAnew, inviteToJoin, letIn } from './sealed/invite.ts';
import { giveSecondFactor, signIn } from './sealed/sign-in.ts';
import { whoIsHere } from './sealed/who-is-here.ts';

/** One person, one account, two organisations that know nothing of each other's sealed work. */
const server = withRuntime();
let anna: TestPerson;
let vera: TestPerson;
let boris: TestPerson;
let office: OrganisationId;
let group: OrganisationId;

beforeAll(async () => {
	const network = await startNetwork(server.runtime);
	anna = network.coordinator;
	office = OrganisationId.parse(network.organisation);
	const second = await secondOrganisation(server.runtime, anna, office);
	vera = second.coordinator;
	group = OrganisationId.parse(second.organisation);
	boris = await invited(server.runtime, anna, office);
});

const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const tokenOf = (path: string) => path.split('#')[1] ?? '';

async function join(person: TestPerson, path: string): Promise<Result<void>> {
	const token = tokenOf(path);
	const { client } = person;
	const read = await client.act<typeof readInvitation>('members.readInvitation', { token });
	return read.ok ? joinWithOwnAccount(client, token, read.value) : read;
}

/** The coordinator lets in whoever waits. */
async function letInto(by: TestPerson, organisation: OrganisationId): Promise<void> {
	const { act, keys } = by.client;
	must(await keys.refresh());
	const listed = must(await act<typeof listOpenInvitations>('members.listOpenInvitations', { organisation }));
	const [open] = listed.filter(({ newcomer }) => newcomer !== undefined);
	if (!open) throw new Error('Nobody waits');
	const { vaults } = must(await keys.viewOrganisation({ organisation }));
	must(
		await letIn(
			act,
			keys,
			organisation,
			open,
			vaults.map(({ vault }) => vault),
		),
	);
}

/** Where somebody belongs, as the server says and as their own ring has verified it. */
async function belongs({ client }: TestPerson): Promise<string[]> {
	must(await client.keys.refresh());
	const who = must(await whoIsHere(client));
	const held = [];
	for (const { organisation } of who.organisations) {
		const view = must(
			await client.keys.viewOrganisation({ organisation: OrganisationId.parse(organisation) }),
		);
		if (view.vaults.every((vault) => vault.held)) held.push(organisation);
	}
	return held.toSorted();
}

async function signInAgain(person: TestPerson, code: string): Promise<void> {
	person.client.forgetSession();
	const { loginName, passphrase } = person;
	const next = must(await signIn(person.client, { loginName, passphrase }));
	if (next.step !== 'second-factor') throw new Error(next.step);
	must(await giveSecondFactor(person.client, next.signingIn, code));
}

describe('a person in a second organisation', () => {
	test('accepts with the account they have, and opens the vaults of both', async () => {
		const { path } = must(await inviteToJoin(vera.client.act, { organisation: group, roles: ['intake'] }));
		expect(refusal(await join(boris, path))).toBe('done');
		expect(await belongs(boris)).toEqual([office]);
		await letInto(vera, group);
		expect(await belongs(boris)).toEqual([office, group].toSorted());
		expect(refusal(await join(boris, path))).toBe('invitation.ended');
	});

	test('is not invited twice into the same one', async () => {
		const { path } = must(await inviteToJoin(vera.client.act, { organisation: group, roles: [] }));
		expect(refusal(await join(boris, path))).toBe('membership.already-member');
	});

	test('who is removed from one stays in the other, and may come back with the same account', async () => {
		must(await anna.client.keys.refresh());
		must(await anna.client.keys.removeMember({ organisation: office, person: boris.person }));
		expect(refusal(await whoIsHere(boris.client))).toBe('access.sign-in');
		await signInAgain(boris, boris.backupCodes?.[0] ?? '');
		expect(await belongs(boris)).toEqual([group]);
		const { path } = must(await inviteToJoin(anna.client.act, { organisation: office, roles: ['intake'] }));
		must(await join(boris, path));
		await letInto(anna, office);
		expect(await belongs(boris)).toEqual([office, group].toSorted());
	});

	test('one person is one voice for a group that applies, in whichever name', async () => {
		const facts = {
			name: 'Третья',
			town: 'Тула',
			region: 'RU-TUL',
			about: 'Помощь',
			contact: 'x',
			locale: 'ru',
		};
		must(await boris.client.act<typeof applyToJoin>('members.applyToJoin', facts as never));
		const [waiting] = must(await boris.client.act<typeof listApplications>('members.listApplications', {}));
		const vouch = (person: TestPerson, organisation: string) =>
			person.client.act<typeof vouchFor>('members.vouchFor', {
				applicant: waiting?.organisation ?? '',
				organisation,
			});
		expect(refusal(await vouch(boris, group))).toBe('done');
		expect(refusal(await vouch(boris, office))).toBe('application.vouched');
		expect(refusal(await vouch(anna, office))).toBe('done');
	});

	test('an invitation to begin anew is for that person alone, and takes the keys of their account', async () => {
		const made = await inviteToBeginAnew(vera.client.act, { organisation: group, person: boris.person });
		expect(refusal(await join(anna, must(made).path))).toBe('login-name.other');
	});
});
