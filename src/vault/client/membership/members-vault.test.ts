import { describe, expect, test } from 'vitest';
import type { Act } from '#platform/act.ts';
import { foundOrganisation, type Colleague, type TestOrganisation } from '#test/builders/colleagues.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { newId } from '../../format/ids.ts';
import { membersFolder, membersVault } from '../../format/members-vault.ts';
import { OrganisationId, VaultId } from '../../format/model.ts';
import { certifyIntakeVault } from './certificates.ts';
import { makeCoordinator, removeMember } from './members.ts';
import { openMembersVault } from './members-vault.ts';
import { settle } from './settle.ts';
import { createVault } from './vaults.ts';

const server = withRuntime();

const begin = ({ founder, organisation }: TestOrganisation) =>
	openMembersVault(founder, { organisation, begin: true });
async function opens(who: Colleague, { organisation }: TestOrganisation): Promise<boolean> {
	await who.refresh();
	return who.ring.vault(organisation, membersVault(organisation)).ok;
}

describe('the vault of all members', () => {
	test('is begun once, by a coordinator, for everybody who is there', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const anna = await one.join('Anna');
		expect(await openMembersVault(anna, { organisation, begin: false })).toEqual({ ok: true, value: null });
		expect((await openMembersVault(anna, { organisation, begin: true })).ok).toBe(false);
		const place = { vault: membersVault(organisation), folder: membersFolder(organisation) };
		expect(must(await begin(one))).toEqual(place);
		expect(must(await begin(one))).toEqual(place);
		expect(await opens(anna, one)).toBe(true);
		expect(must(await openMembersVault(anna, { organisation, begin: false }))).toEqual(place);
		expect(must(founder.ring.organisation(organisation)).state.vaults.size).toBe(1);
	});

	test('is granted to whoever is let in later as soon as a coordinator settles, and to nobody who left', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		must(await begin(one));
		const anna = await one.join('Anna');
		const boris = await one.join('Boris');
		expect(await opens(anna, one)).toBe(false);
		expect(await openMembersVault(anna, { organisation, begin: true })).toMatchObject({
			refusal: { id: 'ring.vault-not-held' },
		});
		must(await settle(founder, organisation));
		expect(await opens(anna, one)).toBe(true);
		must(await removeMember(founder, { organisation, person: boris.person }));
		const state = must(founder.ring.organisation(organisation)).state;
		const record = state.vaults.get(membersVault(organisation));
		expect(record?.current).toBe(2);
		expect(record?.epochs.get(2)?.holders.toSorted()).toEqual([founder.person, anna.person].toSorted());
	});

	test('is a coordinator’s to give; a member’s device gives it to nobody', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const anna = await one.join('Anna');
		must(await begin(one));
		const boris = await one.join('Boris');
		await anna.refresh();
		must(await settle(anna, organisation));
		expect(await opens(boris, one)).toBe(false);
		must(await makeCoordinator(founder, { organisation, person: anna.person }));
		expect(await opens(boris, one)).toBe(true);
	});

	test('is known by its id: a server that calls another vault so opens it to nobody', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const desk = newId(VaultId);
		must(await createVault(founder, { organisation, vault: desk, purpose: 'intake', holders: [] }));
		const anna = await one.join('Anna');
		const lying: Act = async (name, input, more) =>
			JSON.parse(
				JSON.stringify(await founder.act(name, input, more)).replaceAll('"intake"', '"members"'),
			) as never;
		const misled = founder.elsewhere(lying);
		await misled.refresh();
		must(await settle(misled, organisation));
		await anna.refresh();
		expect(anna.ring.vault(organisation, desk).ok).toBe(false);
	});

	test('is no desk: letters of visitors are not sealed to everybody, whatever a server calls it', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		must(await begin(one));
		const vault = membersVault(organisation);
		expect(await certifyIntakeVault(founder, { organisation, vault, backup: null })).toMatchObject({
			refusal: { id: 'vault.not-a-desk' },
		});
		const certified: string[] = [];
		const lying: Act = async (name, input, more) => {
			if (name === 'vault.certifyIntake') certified.push(name);
			return JSON.parse(
				JSON.stringify(await founder.act(name, input, more)).replaceAll('"members"', '"intake"'),
			) as never;
		};
		const misled = founder.elsewhere(lying);
		await misled.refresh();
		must(await settle(misled, organisation));
		expect(certified).toEqual([]);
	});
});

test('the ids are each organisation’s own, and stay what they are', () => {
	const organisation = OrganisationId.parse('3f2b7c1e-8a4d-4e5f-9b6a-0c1d2e3f4a5b');
	expect([membersVault(organisation), membersFolder(organisation)]).toMatchInlineSnapshot(`
		[
		  "7bf0a326-224f-4226-873f-f94ba9b274ba",
		  "0f9fddb9-3647-4312-b30d-2548ca3d3204",
		]
	`);
	expect(membersVault(newId(OrganisationId))).not.toBe(membersVault(organisation));
});
