import { beforeAll, describe, expect, test } from 'vitest';
import { invited, must, startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { OrganisationId } from '#vault/format/model.ts';
import { changeWork } from './sealed/work.ts';

/** A desk opens to whoever works at it, and is shut, with a new key, when they leave it for other work. */
const server = withRuntime();
const work = [{ role: 'intake', vault: 'intake' }] as const;
let anna: TestPerson;
let boris: TestPerson;
let organisation: OrganisationId;

beforeAll(async () => {
	const network = await startNetwork(server.runtime);
	anna = network.coordinator;
	organisation = OrganisationId.parse(network.organisation);
	boris = await invited(server.runtime, anna, organisation);
});

/** The desk's vault, and the member in question, as the coordinator's keeper has verified them. */
async function asAnnaSees() {
	must(await anna.client.keys.refresh());
	const view = must(await anna.client.keys.viewOrganisation({ organisation }));
	const member = view.members.find(({ person }) => person === boris.person);
	const desk = view.vaults.find(({ purpose }) => purpose === 'intake');
	if (!member || !desk) throw new Error('There is no such member, or no desk');
	return { view, member, desk };
}

async function give(roles: readonly string[]): Promise<void> {
	const { view, member } = await asAnnaSees();
	must(await changeWork(anna.client.keys, view, work, member, { status: member.status, roles }));
}

/** Whether the desk's present key is in Boris's own ring. */
async function opens(): Promise<boolean> {
	must(await boris.client.keys.refresh());
	const { vaults } = must(await boris.client.keys.viewOrganisation({ organisation }));
	return vaults.find(({ purpose }) => purpose === 'intake')?.held === true;
}

describe('changing what somebody works on', () => {
	test('taken off the desk: its key is new, and not theirs', async () => {
		expect(await opens()).toBe(true);
		const before = (await asAnnaSees()).desk.epoch;
		await give([]);
		const { desk, member } = await asAnnaSees();
		expect(desk.epoch).toBeGreaterThan(before);
		expect(member.vaults).not.toContain(desk.vault);
		expect(await opens()).toBe(false);
	});

	test('put to the desk again: they are granted its key', async () => {
		await give(['intake']);
		const { desk, member } = await asAnnaSees();
		expect(member.vaults).toContain(desk.vault);
		expect(await opens()).toBe(true);
	});

	test('the same work again changes no key', async () => {
		const before = (await asAnnaSees()).desk.epoch;
		await give(['intake']);
		expect((await asAnnaSees()).desk.epoch).toBe(before);
	});
});
