import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	addition,
	AT,
	declare,
	foundOrganisation,
	foundVault,
	refusalOf,
	turnBit,
	value,
	type Cast,
} from '#test/vault-cast.ts';
import { newId } from '../format/ids.ts';
import { InvitationId, PersonId } from '../format/model.ts';
import { vaultReady } from '../format/sodium.ts';
import { makeFirstEpoch, makeNextEpoch } from './epoch.ts';
import {
	extendLog,
	hashRecord,
	readLog,
	readRecordBody,
	signAcceptance,
	signAct,
	signSecond,
} from './membership.ts';
import { activeCoordinators, bookOf, logHead, vaultsDueRotation } from './membership-state.ts';
import { makeOrganisation, organisationKeys } from './organisation.ts';
import { makePerson, publicOf, type PersonSecrets } from './person.ts';

beforeAll(vaultReady);

type Act = Parameters<typeof signAct>[1];

/** What the log says to an act that is signed and put on top of it. */
function tried(cast: Cast, act: Act, by: PersonSecrets): string | undefined {
	return refusalOf(extendLog(cast.state(), [signAct(cast.state(), act, by, AT)]));
}

function scene() {
	const cast = foundOrganisation();
	const lawyer = cast.join('Ilya', cast.founder);
	const clerk = cast.join('Dina', cast.founder);
	const member = (who: PersonSecrets) => cast.state().members.get(who.person);
	return { cast, lawyer, clerk, member };
}

describe('a membership log', () => {
	test('adds up to the same state for whoever reads it, and its genesis is its identity', () => {
		const { cast } = scene();
		const state = value(
			readLog(cast.records, { organisation: cast.organisation, identity: cast.state().identity }),
		);
		expect(state).toEqual(cast.state());
		expect(state.identity as string).toBe(value(hashRecord(cast.records[0] ?? ([] as never))));
		expect(value(readRecordBody(cast.records[1] ?? ([] as never)))).toMatchObject({
			index: 1,
			act: { kind: 'add' },
		});
	});

	test('of another organisation is refused, though its signatures are right', () => {
		const { cast } = scene();
		const other = foundOrganisation('Strangers');
		expect(refusalOf(readLog(other.records, { organisation: cast.organisation }))).toBe(
			'membership.other-organisation',
		);
		const known = { organisation: cast.organisation, identity: other.state().identity };
		expect(refusalOf(readLog(cast.records, known))).toBe('membership.other-organisation');
		expect(refusalOf(readLog([], { organisation: cast.organisation }))).toBe('membership.empty');
		expect(refusalOf(readLog(cast.records.slice(1), { organisation: cast.organisation }))).toBe(
			'membership.genesis-wrong',
		);
	});

	test('dropped, reordered, repeated or altered records are refused where they stand', () => {
		const { cast } = scene();
		const [genesis, first, second] = cast.records;
		if (!genesis || !first || !second) throw new Error('the scene has three records');
		const expected = { organisation: cast.organisation };
		for (const records of [
			[genesis, second],
			[genesis, second, first],
			[genesis, first, first],
			[genesis, genesis],
		]) {
			expect(readLog(records, expected)).toMatchObject({ refusal: { id: 'membership.chain-broken' } });
		}
		fc.assert(
			fc.property(fc.nat(first.length * 8), (at) => {
				expect(readLog([genesis, turnBit(first, at), second], expected).ok).toBe(false);
				expect(readLog([turnBit(genesis, at), first, second], expected).ok).toBe(false);
			}),
			{ numRuns: 100 },
		);
	});

	test('shorter than what was seen is rolled back; another at the same place is a fork', () => {
		const { cast } = scene();
		const seen = logHead(cast.state());
		const expected = { organisation: cast.organisation, seen };
		expect(refusalOf(readLog(cast.records.slice(0, 2), expected))).toBe('membership.rolled-back');
		const early = value(readLog(cast.records.slice(0, 2), { organisation: cast.organisation }));
		const other = addition(cast.organisation, makePerson(newId(PersonId)), 'Nobody');
		const fork = signAct(early, other, cast.founder, AT);
		expect(refusalOf(readLog([...cast.records.slice(0, 2), fork], expected))).toBe('membership.forked');
		expect(refusalOf(readLog(cast.records, expected))).toBeUndefined();
	});
});

describe('adding', () => {
	test('is for coordinators, with their own key', () => {
		const { cast, lawyer } = scene();
		const act = () => addition(cast.organisation, makePerson(newId(PersonId)), 'Newcomer');
		expect(tried(cast, act(), cast.founder)).toBeUndefined();
		expect(tried(cast, act(), lawyer)).toBe('membership.not-allowed');
		const borrowedName = { person: cast.founder.person, signing: lawyer.signing };
		const record = signAct(cast.state(), act(), borrowedName, AT);
		expect(refusalOf(extendLog(cast.state(), [record]))).toBe('membership.signature-wrong');
		expect(tried(cast, act(), makePerson(newId(PersonId)))).toBe('membership.nobody');
		cast.act({ kind: 'grant-coordinator', person: lawyer.person }, cast.founder);
		expect(tried(cast, act(), lawyer)).toBeUndefined();
	});

	test('needs the newcomer’s acceptance of these very keys: a swapped member key is refused', () => {
		const { cast, lawyer } = scene();
		const newcomer = makePerson(newId(PersonId));
		const act = addition(cast.organisation, newcomer, 'Newcomer');
		const swapped = {
			...act,
			member: { ...act.member, sealing: makePerson(newcomer.person).sealing.public },
		};
		expect(tried(cast, swapped, cast.founder)).toBe('membership.acceptance-wrong');
		const otherInvitation = { ...act, invitation: newId(InvitationId) };
		expect(tried(cast, otherInvitation, cast.founder)).toBe('membership.acceptance-wrong');
		const again = addition(cast.organisation, lawyer, 'Ilya');
		expect(tried(cast, again, cast.founder)).toBe('membership.already-member');
		const sameKeys = { ...lawyer, person: newId(PersonId) };
		expect(tried(cast, addition(cast.organisation, sameKeys, 'Ilya'), cast.founder)).toBe(
			'membership.keys-taken',
		);
	});
});

describe('suspending and restoring', () => {
	test('any member suspends, at once; the suspended can do nothing', () => {
		const { cast, lawyer, clerk, member } = scene();
		cast.act({ kind: 'suspend', person: cast.founder.person }, clerk);
		expect(member(cast.founder)?.standing).toBe('suspended');
		expect(tried(cast, { kind: 'suspend', person: lawyer.person }, cast.founder)).toBe(
			'membership.actor-not-active',
		);
		expect(tried(cast, { kind: 'suspend', person: cast.founder.person }, clerk)).toBe(
			'membership.not-active',
		);
	});

	test('a coordinator and one more restore', () => {
		const { cast, lawyer, clerk, member } = scene();
		cast.act({ kind: 'suspend', person: lawyer.person }, clerk);
		const act = { kind: 'restore', person: lawyer.person } as const;
		expect(tried(cast, act, cast.founder)).toBe('membership.second-signature-missing');
		const byCoordinator = signAct(cast.state(), act, cast.founder, AT);
		const twice = value(signSecond(byCoordinator, cast.founder));
		expect(refusalOf(extendLog(cast.state(), [twice]))).toBe('membership.signature-wrong');
		cast.push(value(signSecond(byCoordinator, clerk)));
		expect(member(lawyer)).toMatchObject({
			standing: 'active',
			periods: [
				{ from: 1, until: 3 },
				{ from: 4, until: null },
			],
		});
	});

	test('two colleagues restore the only coordinator', () => {
		const { cast, lawyer, clerk, member } = scene();
		cast.act({ kind: 'suspend', person: cast.founder.person }, lawyer);
		const record = signAct(cast.state(), { kind: 'restore', person: cast.founder.person }, lawyer, AT);
		cast.push(value(signSecond(record, clerk)));
		expect(member(cast.founder)).toMatchObject({ standing: 'active', coordinator: true });
	});
});

describe('leaving', () => {
	test('is for coordinators to order and for anybody to choose, never the last coordinator', () => {
		const { cast, lawyer, clerk } = scene();
		expect(tried(cast, { kind: 'remove', person: clerk.person }, lawyer)).toBe('membership.not-allowed');
		expect(tried(cast, { kind: 'remove', person: lawyer.person }, lawyer)).toBeUndefined();
		expect(tried(cast, { kind: 'remove', person: cast.founder.person }, cast.founder)).toBe(
			'membership.last-coordinator',
		);
		expect(tried(cast, { kind: 'withdraw-coordinator', person: cast.founder.person }, cast.founder)).toBe(
			'membership.last-coordinator',
		);
		cast.act({ kind: 'grant-coordinator', person: lawyer.person }, cast.founder);
		cast.act({ kind: 'remove', person: cast.founder.person }, lawyer);
		expect(activeCoordinators(cast.state()).map(({ person }) => person)).toEqual([lawyer.person]);
	});
});

describe('new keys', () => {
	test('come by one’s old key or by a coordinator, and are unverified until compared', () => {
		const { cast, lawyer, clerk, member } = scene();
		cast.act({ kind: 'compared', person: lawyer.person, signing: lawyer.signing.public }, clerk);
		expect(member(lawyer)?.comparedBy).toEqual([clerk.person]);
		const fresh = makePerson(lawyer.person);
		const invitation = newId(InvitationId);
		const acceptance = signAcceptance(cast.organisation, invitation, publicOf(fresh), fresh.signing);
		const act = { kind: 'rekey', member: publicOf(fresh), acceptance, invitation } as const;
		expect(tried(cast, { ...act, reason: 'recovered-by-colleague' }, clerk)).toBe('membership.not-allowed');
		expect(tried(cast, { ...act, reason: 'renewed' }, cast.founder)).toBe('membership.not-allowed');
		const before = logHead(cast.state());
		cast.act({ ...act, reason: 'recovered-by-colleague' }, cast.founder);
		expect(member(lawyer)?.comparedBy).toEqual([]);
		const old = { kind: 'compared', person: lawyer.person, signing: lawyer.signing.public } as const;
		expect(tried(cast, old, clerk)).toBe('membership.other-keys-compared');
		const book = bookOf(cast.state());
		expect(book.memberKey(cast.organisation, lawyer.person, before)).toMatchObject({
			value: lawyer.signing.public,
		});
		const now = logHead(cast.state());
		expect(book.memberKey(cast.organisation, lawyer.person, now)).toMatchObject({
			value: fresh.signing.public,
		});
	});

	test('nobody compares with themselves', () => {
		const { cast, lawyer } = scene();
		const act = { kind: 'compared', person: lawyer.person, signing: lawyer.signing.public } as const;
		expect(tried(cast, act, lawyer)).toBe('membership.not-allowed');
	});
});

describe('vaults in the log', () => {
	test('go from epoch to epoch, by those who hold them', () => {
		const { cast, lawyer, clerk } = scene();
		const epoch = foundVault(cast, [cast.founder, lawyer]);
		const { keys } = makeNextEpoch(epoch);
		const act = (by: PersonSecrets, number = 2, key = keys.pair.public): Act => ({
			kind: 'vault-epoch',
			vault: epoch.vault,
			epoch: number,
			key,
			holders: [by.person],
		});
		expect(tried(cast, act(clerk), clerk)).toBe('membership.not-allowed');
		expect(tried(cast, act(lawyer, 3), lawyer)).toBe('membership.epoch-out-of-order');
		expect(tried(cast, act(lawyer, 1), lawyer)).toBe('membership.epoch-out-of-order');
		expect(tried(cast, act(lawyer, 2, epoch.pair.public), lawyer)).toBe('membership.keys-taken');
		const foreign: Act = {
			kind: 'vault-epoch',
			vault: epoch.vault,
			epoch: 2,
			key: keys.pair.public,
			holders: [clerk.person],
		};
		expect(tried(cast, foreign, lawyer)).toBe('membership.holder-not-active');
		const grant = { kind: 'vault-grant', vault: epoch.vault, epoch: 1, person: clerk.person } as const;
		expect(tried(cast, grant, clerk)).toBe('membership.not-allowed');
		cast.act(grant, lawyer);
		expect(tried(cast, act(clerk), clerk)).toBeUndefined();
	});

	test('are due a new epoch when somebody who holds them goes', () => {
		const { cast, lawyer, clerk } = scene();
		const hers = foundVault(cast, [cast.founder]);
		const theirs = foundVault(cast, [cast.founder, lawyer]);
		cast.act({ kind: 'suspend', person: clerk.person }, cast.founder);
		expect(vaultsDueRotation(cast.state())).toEqual([]);
		cast.act({ kind: 'remove', person: lawyer.person }, cast.founder);
		expect(vaultsDueRotation(cast.state())).toEqual([theirs.vault]);
		declare(cast, makeNextEpoch(theirs).keys, [cast.founder]);
		expect(vaultsDueRotation(cast.state())).toEqual([]);
		expect(hers.vault).not.toBe(theirs.vault);
		const withLeaver = makeFirstEpoch({ organisation: cast.organisation, vault: theirs.vault });
		const holders = [cast.founder.person, lawyer.person];
		const act: Act = {
			kind: 'vault-epoch',
			vault: theirs.vault,
			epoch: 3,
			key: withLeaver.pair.public,
			holders,
		};
		expect(tried(cast, act, cast.founder)).toBe('membership.holder-not-active');
	});
});

test('coordinators renew the organisation’s own keys, and change roles', () => {
	const { cast, lawyer, member } = scene();
	const keys = organisationKeys(makeOrganisation());
	expect(tried(cast, { kind: 'organisation-keys', keys }, lawyer)).toBe('membership.not-allowed');
	expect(cast.act({ kind: 'organisation-keys', keys }, cast.founder).keys).toEqual(keys);
	const status = { kind: 'advocate', register: '77/1234' } as const;
	cast.act({ kind: 'change', person: lawyer.person, status, roles: ['legal-aid:lawyer'] }, cast.founder);
	expect(member(lawyer)).toMatchObject({ status, roles: ['legal-aid:lawyer'] });
});
