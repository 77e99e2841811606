import { beforeAll, describe, expect, test } from 'vitest';
import { declare, foundOrganisation, foundVault, refusalOf, turnBit, value } from '#test/vault-cast.ts';
import type { SealedLadder } from '../format/envelope.ts';
import { vaultReady } from '../format/sodium.ts';
import { makeFirstEpoch, makeNextEpoch, sealForRecovery, sealGrant, type EpochKeys } from '../seal/epoch.ts';
import { bookOf, declaredEpochs, logHead } from '../seal/membership-state.ts';
import { publicOf } from '../seal/person.ts';
import { climbLadder, openGrant, openLadder, openRecoveryGrant, type DeclaredEpoch } from './epoch.ts';

beforeAll(vaultReady);

function declared(epoch: EpochKeys): DeclaredEpoch {
	const { organisation, vault } = epoch;
	return { organisation, vault, epoch: epoch.epoch, key: epoch.pair.public };
}

function scene() {
	const cast = foundOrganisation();
	const lawyer = cast.join('Ilya', cast.founder);
	const epoch = foundVault(cast, [cast.founder, lawyer]);
	const by = () => ({ ...cast.founder, log: logHead(cast.state()) });
	const grant = sealGrant(epoch, publicOf(lawyer), by());
	const open = (sealed = grant, to = declared(epoch)) =>
		openGrant(sealed, lawyer.sealing, to, bookOf(cast.state()));
	return { cast, lawyer, epoch, by, grant, open };
}

describe('a grant', () => {
	test('gives the member every key of the epoch', () => {
		const { epoch, open } = scene();
		expect(value(open())).toEqual(epoch);
	});

	test('for somebody else, altered, or by nobody we know is refused by name', () => {
		const { cast, epoch, grant, lawyer, open } = scene();
		const founderOpens = openGrant(grant, cast.founder.sealing, declared(epoch), bookOf(cast.state()));
		expect(refusalOf(founderOpens)).toBe('sealed.not-for-us');
		for (let at = 0; at < grant.length; at += 7) expect(open(turnBit(grant, at)).ok).toBe(false);
		const stranger = foundOrganisation('Strangers').founder;
		const log = logHead(cast.state());
		const forged = sealGrant(epoch, publicOf(lawyer), { ...stranger, log });
		expect(refusalOf(open(forged))).toBe('author.not-active');
		const inNameOfFounder = { person: cast.founder.person, signing: stranger.signing, log };
		expect(refusalOf(open(sealGrant(epoch, publicOf(lawyer), inNameOfFounder)))).toBe(
			'grant.signature-wrong',
		);
	});

	test('to an epoch that the log does not declare is refused: a swapped vault key', () => {
		const { cast, epoch, lawyer, by, open } = scene();
		const own = makeFirstEpoch({ organisation: cast.organisation, vault: epoch.vault });
		expect(refusalOf(open(sealGrant(own, publicOf(lawyer), by())))).toBe('grant.epoch-not-declared');
	});

	test('of another epoch is refused: a rolled-back epoch', () => {
		const { cast, epoch, open } = scene();
		const { keys } = makeNextEpoch(epoch);
		declare(cast, keys, [cast.founder]);
		expect(refusalOf(open(undefined, declared(keys)))).toBe('grant.other-epoch');
	});
});

describe('the ladder', () => {
	test('climbs from the newest epoch to the first: one grant gives the history', () => {
		const { cast, epoch } = scene();
		const ladders = new Map<number, SealedLadder>();
		let at = epoch;
		for (let round = 0; round < 4; round++) {
			const next = makeNextEpoch(at);
			ladders.set(next.keys.epoch, next.ladder);
			declare(cast, next.keys, [cast.founder]);
			at = next.keys;
		}
		const epochs = declaredEpochs(cast.state(), epoch.vault);
		const reached = value(climbLadder(at, ladders, epochs));
		expect([...reached.keys()].toSorted()).toEqual([1, 2, 3, 4, 5]);
		expect(reached.get(1)).toEqual(epoch);
		ladders.delete(3);
		expect(climbLadder(at, ladders, epochs)).toMatchObject({
			refusal: { id: 'ladder.rung-missing', params: { epoch: 3 } },
		});
	});

	test('altered, or leading to another epoch than the declared one, is refused', () => {
		const { epoch } = scene();
		const { keys, ladder } = makeNextEpoch(epoch);
		expect(refusalOf(openLadder(turnBit(ladder, 40), keys, declared(epoch)))).toBe('sealed.altered');
		const other = makeFirstEpoch(epoch);
		expect(refusalOf(openLadder(ladder, keys, declared(other)))).toBe('grant.epoch-not-declared');
		expect(refusalOf(openLadder(ladder, other, declared(epoch)))).toBe('ladder.other-epoch');
	});

	test('does not lead upwards: a removed member who holds an epoch has nothing of the next', () => {
		const { epoch } = scene();
		const { keys, ladder } = makeNextEpoch(epoch);
		const pretended = { ...epoch, epoch: 2 };
		expect(refusalOf(openLadder(ladder, pretended, declared(epoch)))).toBe('sealed.altered');
		expect(keys.secret).not.toEqual(epoch.secret);
	});
});

test('the recovery key of the organisation opens every epoch sealed to it', () => {
	const { cast, epoch, lawyer } = scene();
	const sealed = sealForRecovery(epoch, cast.secrets.recovery.public);
	expect(value(openRecoveryGrant(sealed, cast.secrets.recovery, declared(epoch)))).toEqual(epoch);
	expect(refusalOf(openRecoveryGrant(sealed, lawyer.sealing, declared(epoch)))).toBe('sealed.not-for-us');
});
