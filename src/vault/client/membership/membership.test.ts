import { describe, expect, test } from 'vitest';
import {
	foundOrganisation,
	newColleague,
	type Colleague,
	type TestOrganisation,
} from '#test/builders/colleagues.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { fromBase64url } from '../../format/bytes.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import { newId } from '../../format/ids.ts';
import { InvitationId, NetworkId, VaultId } from '../../format/model.ts';
import { readDocument } from '../../seal/documents.ts';
import { makePerson, publicOf } from '../../seal/person.ts';
import { signAcceptance } from '../../seal/membership.ts';
import type { fetchDocument } from '../../server/actions/documents.ts';
import { publishNetworkDocument } from './certificates.ts';
import * as members from './members.ts';
import { settle } from './settle.ts';
import * as vaults from './vaults.ts';

const server = withRuntime();

async function withVault(one: TestOrganisation, purpose = 'monitoring'): Promise<VaultId> {
	const vault = newId(VaultId);
	const { organisation, founder } = one;
	must(await vaults.createVault(founder, { organisation, vault, purpose, holders: [] }));
	return vault;
}

function current(who: Colleague, { organisation }: TestOrganisation, vault: VaultId) {
	const held = who.ring.vault(organisation, vault);
	return held.ok ? held.value.current : undefined;
}

const stateOf = (who: Colleague, { organisation }: TestOrganisation) =>
	must(who.ring.organisation(organisation)).state;

describe('members and vaults', () => {
	test('a granted member holds the same keys, and by the ladder those of the time before', async () => {
		const one = await foundOrganisation(server.runtime);
		const vault = await withVault(one);
		must(await vaults.rotateVault(one.founder, { organisation: one.organisation, vault }));
		const anna = await one.join('Anna', [vault]);
		const hers = must(anna.ring.vault(one.organisation, vault));
		const theirs = must(one.founder.ring.vault(one.organisation, vault));
		expect([...hers.epochs.keys()].toSorted()).toEqual([1, 2]);
		for (const [epoch, keys] of theirs.epochs) expect(hers.epochs.get(epoch)?.secret).toEqual(keys.secret);
	});

	test('a newcomer is unverified until words are compared', async () => {
		const one = await foundOrganisation(server.runtime);
		const anna = await one.join('Anna');
		expect(stateOf(anna, one).members.get(anna.person)?.comparedBy).toEqual([]);
		must(await members.compareWords(one.founder, { organisation: one.organisation, person: anna.person }));
		await anna.refresh();
		expect(stateOf(anna, one).members.get(anna.person)?.comparedBy).toEqual([one.founder.person]);
	});

	test('a removed member opens nothing of what comes after', async () => {
		const one = await foundOrganisation(server.runtime);
		const vault = await withVault(one);
		const anna = await one.join('Anna', [vault]);
		const before = current(anna, one, vault);
		must(await members.removeMember(one.founder, { organisation: one.organisation, person: anna.person }));
		const after = current(one.founder, one, vault);
		expect(after?.epoch).toBe(2);
		expect(after?.secret).not.toEqual(before?.secret);
		expect(
			await anna.act('vault.readOrganisation', { organisation: one.organisation } as never),
		).toMatchObject({
			ok: false,
			refusal: { id: 'access.sign-in' },
		});
		expect([...must(anna.ring.vault(one.organisation, vault)).epochs.keys()]).toEqual([1]);
	});

	test('a vault that the remover does not hold is renewed by the next holder on line', async () => {
		const one = await foundOrganisation(server.runtime);
		const vault = await withVault(one);
		const anna = await one.join('Anna', [vault]);
		const boris = await one.join('Boris', [vault]);
		const { organisation } = one;
		const clara = await one.join('Clara');
		must(await members.suspendMember(clara, { organisation, person: boris.person }));
		await anna.refresh();
		const due = stateOf(anna, one).vaults.get(vault)?.rotationDue;
		must(await settle(anna, organisation));
		expect({ due, epoch: current(anna, one, vault)?.epoch }).toEqual({ due: true, epoch: 2 });
	});
});

describe('suspension and return', () => {
	test('any colleague suspends; a coordinator and one more restore, and vaults are granted again', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const vault = await withVault(one);
		const anna = await one.join('Anna', [vault]);
		const boris = await one.join('Boris', [vault]);
		must(await members.suspendMember(anna, { organisation, person: boris.person }));
		expect(await boris.actor()).toEqual({ kind: 'visitor' });
		expect(current(anna, one, vault)?.epoch).toBe(2);
		const first = must(await members.restoreMember(anna, { organisation, person: boris.person }));
		const second = must(await members.restoreMember(founder, { organisation, person: boris.person }));
		expect([first.restored, second.restored]).toEqual([false, true]);
		const back = boris.elsewhere();
		expect(stateOf(founder, one).members.get(boris.person)?.standing).toBe('active');
		expect(vaults.holdersOf(stateOf(founder, one), vault)).toContain(back.person);
	});

	test('a coordinator who leaves takes no recovery key along; the one made after them has the new one', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const vault = await withVault(one);
		const anna = await one.join('Anna', [vault]);
		must(await members.makeCoordinator(founder, { organisation, person: anna.person }));
		await anna.refresh();
		const old = must(anna.ring.organisation(organisation)).secrets?.recovery.public;
		expect(old).toBe(stateOf(founder, one).keys.recovery);
		must(await members.removeMember(founder, { organisation, person: anna.person }));
		const ring = must(founder.ring.organisation(organisation));
		expect(ring.keysDue).toBe(false);
		expect(ring.state.keys.recovery).not.toBe(old);
		expect(ring.vaults.get(vault)?.recoverableBy).toBe(ring.state.keys.recovery);
	});

	test('where a colleague without the organisation’s keys renews, recovery waits for a coordinator', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const vault = await withVault(one);
		const anna = await one.join('Anna', [vault]);
		const boris = await one.join('Boris', [vault]);
		must(await members.makeCoordinator(founder, { organisation, person: boris.person }));
		must(await members.suspendMember(anna, { organisation, person: boris.person }));
		expect(must(anna.ring.organisation(organisation)).vaults.get(vault)).toMatchObject({
			epoch: 2,
			held: true,
			recoverableBy: undefined,
		});
		await founder.refresh();
		must(await settle(founder, organisation));
		const ring = must(founder.ring.organisation(organisation));
		expect(ring.vaults.get(vault)?.recoverableBy).toBe(ring.state.keys.recovery);
	});

	test('a colleague who lost every key comes back with new ones, and loses no case', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const vault = await withVault(one);
		const anna = await one.join('Anna', [vault]);
		const first = current(anna, one, vault)?.secret;
		const anew = makePerson(anna.person);
		const invitation = newId(InvitationId);
		const acceptance = signAcceptance(organisation, invitation, publicOf(anew), anew.signing);
		must(
			await members.rekeyMember(founder, { organisation, invitation, member: publicOf(anew), acceptance }),
		);
		expect(current(founder, one, vault)?.epoch).toBe(2);
		const state = stateOf(founder, one);
		expect(state.members.get(anna.person)).toMatchObject({ signing: anew.signing.public, comparedBy: [] });
		expect(vaults.holdersOf(state, vault)).toContain(anna.person);
		expect(must(founder.ring.vault(organisation, vault)).epochs.get(1)?.secret).toEqual(first);
	});

	test('coordinators recover what no active member holds', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const anna = await one.join('Anna');
		must(await members.makeCoordinator(founder, { organisation, person: anna.person }));
		const vault = await withVault(one);
		await anna.refresh();
		must(await members.removeMember(anna, { organisation, person: founder.person }));
		expect(anna.ring.vault(organisation, vault).ok).toBe(false);
		expect(must(await vaults.recoverVaults(anna, { organisation })).recovered).toEqual([vault]);
		expect([...must(anna.ring.vault(organisation, vault)).epochs.keys()].toSorted()).toEqual([1, 2]);
	});
});

describe('two at once', () => {
	test('two coordinators who renew and add at the same moment both come through, one after the other', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const vault = await withVault(one);
		const anna = await one.join('Anna', [vault]);
		must(await members.makeCoordinator(founder, { organisation, person: anna.person }));
		await anna.refresh();
		const renewed = await Promise.all([
			vaults.rotateVault(founder, { organisation, vault }),
			vaults.rotateVault(anna, { organisation, vault }),
			members.compareWords(founder, { organisation, person: anna.person }),
		]);
		expect(renewed.map(({ ok }) => ok)).toEqual([true, true, true]);
		await founder.refresh();
		await anna.refresh();
		expect(current(anna, one, vault)).toEqual(current(founder, one, vault));
		expect(current(anna, one, vault)?.epoch).toBe(3);
		expect(stateOf(anna, one).hashes).toEqual(stateOf(founder, one).hashes);
	});
});

describe('what strangers are shown', () => {
	test('an intake certificate is renewed before its last twenty days, and at each new epoch', async () => {
		const one = await foundOrganisation(server.runtime);
		const { organisation, founder } = one;
		const vault = await withVault(one, 'intake');
		must(await settle(founder, organisation));
		const certificate = async () => {
			await founder.refresh();
			const sealed = must(founder.ring.read(organisation)).vaults.get(vault)?.certificate;
			return sealed && must(readDocument('intake', sealed, stateOf(founder, one).keys.signing));
		};
		const first = await certificate();
		server.passTime(9 * 86_400_000);
		must(await settle(founder, organisation));
		const soon = await certificate();
		server.passTime(2 * 86_400_000);
		must(await settle(founder, organisation));
		const later = await certificate();
		must(await vaults.rotateVault(founder, { organisation, vault }));
		must(await settle(founder, organisation));
		const rotated = await certificate();
		expect(soon?.issued).toBe(first?.issued);
		expect(later?.issued).not.toBe(first?.issued);
		expect([first?.epoch, later?.epoch, rotated?.epoch]).toEqual([1, 1, 2]);
	});

	test('only the office publishes the network’s documents, each after the one before', async () => {
		const office = await foundOrganisation(server.runtime, { office: true });
		const plain = await foundOrganisation(server.runtime);
		const content = {
			kind: 'organisations' as const,
			network: newId(NetworkId),
			followUpSalt: new Uint8Array(16),
			organisations: [],
		};
		const publish = (by: TestOrganisation, before?: SignedDocument) =>
			publishNetworkDocument(by.founder, { office: by.organisation, content, before });
		expect([must(await publish(office)).version, must(await publish(office)).version]).toEqual([1, 2]);
		const inForce = must(
			await office.founder.act<typeof fetchDocument>('vault.fetchDocument', { kind: content.kind }),
		).document;
		const seen = fromBase64url(inForce ?? '') as SignedDocument;
		// Both saw the same before they signed.
		const together = await Promise.all([publish(office, seen), publish(office, seen)]);
		expect(together.filter(({ ok }) => ok)).toHaveLength(1);
		expect(together.find(({ ok }) => !ok)).toMatchObject({ refusal: { id: 'document.moved-on' } });
		expect(await publish(plain)).toMatchObject({ ok: false });
	});
});

test('somebody outside reads and appends nothing', async () => {
	const one = await foundOrganisation(server.runtime);
	const stranger = await newColleague(server.runtime);
	const { organisation } = one;
	const read = await stranger.act('vault.readOrganisation', { organisation } as never);
	expect(read).toMatchObject({ refusal: { id: 'access.denied' } });
	expect(must(await stranger.act('vault.listOwnOrganisations', {} as never))).toEqual({ organisations: [] });
});
