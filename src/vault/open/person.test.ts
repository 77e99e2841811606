import { beforeAll, describe, expect, test } from 'vitest';
import { foundOrganisation, refusalOf, turnBit, value } from '#test/vault-cast.ts';
import type { SealedMasterKey } from '../format/envelope.ts';
import { newId } from '../format/ids.ts';
import { PersonId } from '../format/model.ts';
import { newPassphrase, normalisePassphrase } from '../format/passphrase.ts';
import { LEAST_OFFLINE_COST, MasterKeyHeader } from '../format/person.ts';
import { headerBytes, packFrame } from '../format/frame.ts';
import { randomBytes, vaultReady } from '../format/sodium.ts';
import { makeOrganisation, organisationKeys, sealOrganisationSecrets } from '../seal/organisation.ts';
import { sign, verify } from '../seal/pairs.ts';
import {
	makeAccountSecret,
	makePerson,
	makeRecoverySecret,
	publicOf,
	readMasterKey,
	recoveryProofPair,
	sealPairs,
	wrapForLogin,
	wrapForOffline,
	wrapForPasskey,
	wrapForRecovery,
} from '../seal/person.ts';
import { openOrganisationSecrets } from './organisation.ts';
import { openPairs, unwrapMasterKey, type UnlockBy } from './person.ts';

beforeAll(vaultReady);

const person = () => makePerson(newId(PersonId));

describe('the master key', () => {
	test('opens by each way it was wrapped and by no other', () => {
		const vera = person();
		const [exportKey, accountSecret, recovery, prf] = [
			randomBytes(64),
			makeAccountSecret(),
			makeRecoverySecret(),
			randomBytes(32),
		];
		const wrapped: Record<string, [SealedMasterKey, UnlockBy, UnlockBy]> = {
			login: [
				wrapForLogin(vera, exportKey, accountSecret),
				{ kind: 'login', exportKey, accountSecret },
				{ kind: 'login', exportKey, accountSecret: makeAccountSecret() },
			],
			passkey: [
				wrapForPasskey(vera, prf, { credential: 'credential', salt: randomBytes(32) }),
				{ kind: 'passkey', prf },
				{ kind: 'passkey', prf: randomBytes(32) },
			],
			recovery: [
				wrapForRecovery(vera, recovery),
				{ kind: 'recovery-code', secret: recovery },
				{ kind: 'recovery-code', secret: makeRecoverySecret() },
			],
		};
		for (const [sealed, right, wrong] of Object.values(wrapped)) {
			expect(value(unwrapMasterKey(sealed, vera.person, right))).toEqual(vera.masterKey);
			expect(refusalOf(unwrapMasterKey(sealed, vera.person, wrong))).toBe('unlock.wrong');
			expect(refusalOf(unwrapMasterKey(sealed, person().person, right))).toBe('unlock.other-person');
			for (const [, other] of Object.values(wrapped)) {
				if (other.kind === right.kind) continue;
				expect(refusalOf(unwrapMasterKey(sealed, vera.person, other))).toBe('unlock.other-way');
			}
			for (let at = 0; at < sealed.length; at += 3) {
				expect(unwrapMasterKey(turnBit(sealed, at), vera.person, right).ok).toBe(false);
			}
		}
		expect(value(readMasterKey(wrapForRecovery(vera, recovery))).by.kind).toBe('recovery-code');
	});

	test('opens off line by the generated passphrase, and a weakened KDF is refused before any guess', () => {
		const vera = person();
		const passphrase = normalisePassphrase(newPassphrase('ru'));
		const sealed = value(wrapForOffline(vera, passphrase));
		expect(value(unwrapMasterKey(sealed, vera.person, { kind: 'offline', passphrase }))).toEqual(
			vera.masterKey,
		);
		const wrong = { kind: 'offline' as const, passphrase: `${passphrase} x` };
		expect(refusalOf(unwrapMasterKey(sealed, vera.person, wrong))).toBe('unlock.wrong');
		const header = value(readMasterKey(sealed));
		if (header.by.kind !== 'offline') throw new Error('wrapped for off line');
		for (const [cost, refusal] of [
			[{ passes: 1, mebibytes: 64 }, 'unlock.kdf-weakened'],
			[{ passes: 3, mebibytes: 1 }, 'unlock.kdf-weakened'],
			[{ passes: 100, mebibytes: 64 }, 'unlock.kdf-too-costly'],
		] as const) {
			const bytes = headerBytes(MasterKeyHeader, { person: vera.person, by: { ...header.by, cost } });
			const weakened = packFrame('masterKey', bytes, randomBytes(72));
			const start = performance.now();
			expect(refusalOf(unwrapMasterKey(weakened, vera.person, { kind: 'offline', passphrase }))).toBe(
				refusal,
			);
			expect(performance.now() - start).toBeLessThan(30);
			expect(refusalOf(wrapForOffline(vera, passphrase, cost))).toBe(refusal);
		}
		expect(header.by.cost).toEqual(LEAST_OFFLINE_COST);
	});

	test('its recovery code also proves the right to enrol anew', () => {
		const secret = makeRecoverySecret();
		const challenge = randomBytes(32);
		const signature = sign('accord/v1/recovery-challenge', challenge, recoveryProofPair(secret).secret);
		const { public: kept } = recoveryProofPair(secret);
		expect(verify('accord/v1/recovery-challenge', challenge, signature, kept)).toBe(true);
		const other = recoveryProofPair(makeRecoverySecret()).public;
		expect(verify('accord/v1/recovery-challenge', challenge, signature, other)).toBe(false);
		expect(verify('accord/v1/entry', challenge, signature, kept)).toBe(false);
	});
});

describe('a person’s pairs', () => {
	test('open with the master key and fit their public halves', () => {
		const vera = person();
		const sealed = sealPairs(vera);
		expect(openPairs(sealed, vera.person, vera.masterKey)).toEqual({ ok: true, value: vera });
		expect(refusalOf(openPairs(sealed, vera.person, randomBytes(32)))).toBe('sealed.altered');
		expect(refusalOf(openPairs(sealed, person().person, vera.masterKey))).toBe('unlock.other-person');
		const mixed = sealPairs({ ...vera, signing: { ...vera.signing, public: person().signing.public } });
		expect(refusalOf(openPairs(mixed, vera.person, vera.masterKey))).toBe('unlock.pairs-do-not-fit');
		const boxMixed = sealPairs({ ...vera, sealing: { ...vera.sealing, public: person().sealing.public } });
		expect(refusalOf(openPairs(boxMixed, vera.person, vera.masterKey))).toBe('unlock.pairs-do-not-fit');
	});
});

describe('an organisation’s secrets', () => {
	test('open for the coordinator they are sealed to, if the log declares them', () => {
		const cast = foundOrganisation();
		const { organisation, founder, secrets } = cast;
		const sealed = sealOrganisationSecrets(organisation, secrets, publicOf(founder));
		const declared = organisationKeys(secrets);
		expect(openOrganisationSecrets(sealed, organisation, founder.sealing, declared)).toEqual({
			ok: true,
			value: secrets,
		});
		const stranger = person();
		expect(refusalOf(openOrganisationSecrets(sealed, organisation, stranger.sealing, declared))).toBe(
			'sealed.not-for-us',
		);
		const swapped = sealOrganisationSecrets(organisation, makeOrganisation(), publicOf(founder));
		expect(refusalOf(openOrganisationSecrets(swapped, organisation, founder.sealing, declared))).toBe(
			'organisation.keys-not-declared',
		);
		const other = foundOrganisation();
		expect(refusalOf(openOrganisationSecrets(sealed, other.organisation, founder.sealing, declared))).toBe(
			'organisation.other',
		);
	});
});

test('nothing secret stands in a wrapped key’s clear part', () => {
	const vera = person();
	const sealed = Buffer.from(sealPairs(vera));
	expect(sealed.includes(Buffer.from(vera.sealing.secret))).toBe(false);
	expect(sealed.includes(Buffer.from(vera.signing.secret.subarray(0, 32)))).toBe(false);
});
