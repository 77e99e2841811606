import { beforeAll, describe, expect, test } from 'vitest';
import { foundOrganisation, foundVault, refusalOf, turnBit, value } from '#test/vault-cast.ts';
import type { IntakeCertificate, IntakeDesk, OrganisationList, RoutingRules } from '../format/documents.ts';
import { newId } from '../format/ids.ts';
import { NetworkId, VaultId } from '../format/model.ts';
import { randomBytes, vaultReady } from '../format/sodium.ts';
import { certifyIntake, hashDocument, readDocument, signDocument } from './documents.ts';
import { makeFirstEpoch } from './epoch.ts';
import { makeSigningPair, networkFingerprint } from './pairs.ts';
import { routeTo, trustIntake, trustNetwork, type Known } from './trust.ts';

beforeAll(vaultReady);

const NOW = Date.parse('2026-03-10T00:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const day = (days: number): string => new Date(NOW + days * DAY).toISOString();

function scene() {
	const network = makeSigningPair();
	const [office, north] = [foundOrganisation('Office'), foundOrganisation('North')];
	const [officeVault, northVault] = [foundVault(office), foundVault(north)];
	const desk = (vault: IntakeDesk): IntakeDesk => ({ organisation: vault.organisation, vault: vault.vault });
	const [officeDesk, northDesk] = [desk(officeVault), desk(northVault)];
	const numbered = {
		network: newId(NetworkId),
		version: 3,
		issued: day(-1),
		expires: day(90),
		previous: null,
	};
	const list: OrganisationList = {
		kind: 'organisations',
		...numbered,
		followUpSalt: randomBytes(16),
		organisations: [office, north].map((cast) => ({
			organisation: cast.organisation,
			identity: cast.state().identity,
			signing: cast.secrets.signing.public,
		})),
	};
	const rules: RoutingRules = {
		kind: 'routing',
		...numbered,
		rules: [
			{ need: '*', region: 'RU-ARK', to: northDesk, alternates: [officeDesk] },
			{ need: 'prison', region: 'RU-ARK', to: officeDesk, alternates: [northDesk] },
		],
		fallback: officeDesk,
		desks: [officeDesk, northDesk],
	};
	const certificate: Omit<IntakeCertificate, 'kind' | 'expires'> = {
		...northDesk,
		epoch: 1,
		key: northVault.pair.public,
		issued: day(-1),
		backup: officeDesk,
	};
	const published = { organisations: signDocument(list, network), routing: signDocument(rules, network) };
	const known: Known = { fingerprint: networkFingerprint(network.public), now: NOW };
	const signed = certifyIntake(certificate, north.secrets.signing);
	const trusted = () => value(trustNetwork(published, known));
	return {
		network,
		office,
		north,
		northDesk,
		officeDesk,
		northVault,
		list,
		rules,
		certificate,
		published,
		known,
		signed,
		trusted,
	};
}

describe('the network’s documents', () => {
	test('are trusted by the published fingerprint alone', () => {
		const { list, rules, published, known, network } = scene();
		expect(trustNetwork(published, known)).toEqual({
			ok: true,
			value: { key: network.public, organisations: list, routing: rules },
		});
	});

	test('under a swapped network key are refused, however well signed', () => {
		const { list, rules, published, known } = scene();
		const other = makeSigningPair();
		const swapped = { organisations: signDocument(list, other), routing: signDocument(rules, other) };
		expect(refusalOf(trustNetwork(swapped, known))).toBe('trust.network-key-swapped');
		const half = { ...published, routing: swapped.routing };
		expect(refusalOf(trustNetwork(half, known))).toBe('trust.routing-altered');
	});

	test('altered in any bit are refused', () => {
		const { published, known } = scene();
		for (let at = 0; at < published.routing.length; at += 13) {
			const routing = turnBit(published.routing, at);
			expect(refusalOf(trustNetwork({ ...published, routing }, known))).toBe('trust.routing-altered');
		}
		for (let at = 0; at < published.organisations.length; at += 13) {
			const organisations = turnBit(published.organisations, at);
			const refusal = refusalOf(trustNetwork({ ...published, organisations }, known));
			expect(['trust.organisations-altered', 'trust.network-key-swapped']).toContain(refusal);
		}
		const asRouting = { organisations: published.organisations, routing: published.organisations };
		expect(refusalOf(trustNetwork(asRouting, known))).toBe('trust.routing-altered');
	});

	test('older than what was seen, expired, from the future or of another network are refused', () => {
		const { list, published, rules, known, network } = scene();
		expect(refusalOf(trustNetwork(published, { ...known, routingVersion: 4 }))).toBe('trust.rolled-back');
		expect(refusalOf(trustNetwork(published, { ...known, organisationsVersion: 4 }))).toBe(
			'trust.rolled-back',
		);
		expect(refusalOf(trustNetwork(published, { ...known, now: NOW + 100 * DAY }))).toBe('trust.expired');
		expect(refusalOf(trustNetwork(published, { ...known, now: NOW - 30 * DAY }))).toBe('trust.not-yet');
		const stranger = signDocument({ ...rules, network: newId(NetworkId) }, network);
		expect(refusalOf(trustNetwork({ ...published, routing: stranger }, known))).toBe('trust.other-network');
		const next = signDocument(
			{ ...list, version: 4, previous: hashDocument(published.organisations) },
			network,
		);
		expect(value(readDocument('organisations', next, network.public)).previous).toBe(
			hashDocument(published.organisations),
		);
	});
});

describe('an intake key', () => {
	test('is trusted when organisation, desk, signature and time fit', () => {
		const { northDesk, officeDesk, northVault, signed, trusted } = scene();
		expect(value(trustIntake(trusted(), northDesk, signed, NOW))).toEqual({
			...northDesk,
			epoch: 1,
			key: northVault.pair.public,
			backup: officeDesk,
			expires: day(29),
		});
	});

	test('swapped is refused, whoever signs it', () => {
		const { north, northDesk, northVault, network, certificate, signed, trusted } = scene();
		const { pair } = makeFirstEpoch(northVault);
		const own = { ...certificate, key: pair.public };
		const byServer = certifyIntake(own, makeSigningPair());
		expect(refusalOf(trustIntake(trusted(), northDesk, byServer, NOW))).toBe('trust.not-chained');
		const byNetwork = certifyIntake(own, network);
		expect(refusalOf(trustIntake(trusted(), northDesk, byNetwork, NOW))).toBe('trust.not-chained');
		for (let at = 0; at < signed.length; at += 7) {
			const refusal = refusalOf(trustIntake(trusted(), northDesk, turnBit(signed, at), NOW));
			expect(['trust.certificate-altered', 'trust.not-chained']).toContain(refusal);
		}
		const otherVault = certifyIntake({ ...certificate, vault: newId(VaultId) }, north.secrets.signing);
		expect(refusalOf(trustIntake(trusted(), northDesk, otherVault, NOW))).toBe('trust.intake-key-swapped');
	});

	test('expired, too long-lived, of an earlier epoch or of an unlisted desk is refused', () => {
		const { north, northDesk, certificate, signed, trusted } = scene();
		expect(refusalOf(trustIntake(trusted(), northDesk, signed, NOW + 30 * DAY))).toBe('trust.expired');
		expect(refusalOf(trustIntake(trusted(), northDesk, signed, NOW - 10 * DAY))).toBe('trust.not-yet');
		const years = signDocument({ kind: 'intake', ...certificate, expires: day(900) }, north.secrets.signing);
		expect(refusalOf(trustIntake(trusted(), northDesk, years, NOW))).toBe('trust.expired');
		expect(refusalOf(trustIntake(trusted(), northDesk, signed, NOW, 2))).toBe('trust.rolled-back');
		const unlisted = { ...northDesk, vault: newId(VaultId) };
		expect(refusalOf(trustIntake(trusted(), unlisted, signed, NOW))).toBe('trust.desk-not-listed');
	});

	test('of an organisation struck from the list is refused', () => {
		const { list, published, known, network, northDesk, officeDesk, signed } = scene();
		const organisations = list.organisations.filter((one) => one.organisation === officeDesk.organisation);
		const shorter = signDocument({ ...list, organisations }, network);
		const trusted = value(trustNetwork({ ...published, organisations: shorter }, known));
		expect(refusalOf(trustIntake(trusted, northDesk, signed, NOW))).toBe('trust.not-chained');
	});
});

describe('routing', () => {
	test('takes the narrowest rule, then alternates, then the office', () => {
		const { rules, northDesk, officeDesk } = scene();
		expect(routeTo(rules, 'pension', 'RU-ARK')).toEqual({
			desk: northDesk,
			byRule: true,
			alternates: [officeDesk],
		});
		expect(routeTo(rules, 'prison', 'RU-ARK').desk).toEqual(officeDesk);
		expect(routeTo(rules, 'pension', 'RU-MOW')).toEqual({ desk: officeDesk, byRule: false, alternates: [] });
		const without = routeTo(rules, 'prison', 'RU-ARK', [officeDesk.organisation]);
		expect(without).toEqual({ desk: northDesk, byRule: true, alternates: [] });
		const nobody = [officeDesk.organisation, northDesk.organisation];
		expect(routeTo(rules, 'prison', 'RU-ARK', nobody).desk).toBeUndefined();
	});
});
