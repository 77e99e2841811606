import { ok, refuse, type Result } from '#platform/result.ts';
import type { IntakeCertificate, IntakeDesk, OrganisationList, RoutingRules } from '../format/documents.ts';
import { INTAKE_CERTIFICATE_DAYS } from '../format/documents.ts';
import type { SignedDocument } from '../format/envelope.ts';
import type { Fingerprint, SigningKey } from '../format/model.ts';
import { claimedSigner, readDocument } from './documents.ts';
import { networkFingerprint } from './pairs.ts';

/** A clock that is ahead of ours by less than this is forgiven. */
const CLOCK_SLACK = 60 * 60 * 1000;
const LONGEST_CERTIFICATE = INTAKE_CERTIFICATE_DAYS * 24 * 60 * 60 * 1000;

/** The public documents as a server hands them out. */
export interface PublishedDocuments {
	readonly organisations: SignedDocument;
	readonly routing: SignedDocument;
}

/** What the client knows by itself: the published fingerprint, its clock, the newest versions it has seen. */
export interface Known {
	readonly fingerprint: Fingerprint;
	readonly now: number;
	readonly organisationsVersion?: number;
	readonly routingVersion?: number;
}

/** The network as its fingerprint vouches for it. */
export interface TrustedNetwork {
	readonly key: SigningKey;
	readonly organisations: OrganisationList;
	readonly routing: RoutingRules;
}

/** An intake key that may be sealed to. */
export interface TrustedIntake extends IntakeDesk {
	readonly epoch: number;
	readonly key: IntakeCertificate['key'];
	readonly backup: IntakeDesk | null;
	readonly expires: string;
}

/**
 * Checks the network's own documents against the published fingerprint. Refusals: `trust.network-key-swapped`,
 * `trust.organisations-altered`, `trust.routing-altered`, `trust.other-network`, `trust.rolled-back`,
 * `trust.expired`, `trust.not-yet`.
 */
export function trustNetwork(published: PublishedDocuments, known: Known): Result<TrustedNetwork> {
	const listed = trustOrganisations(published.organisations, known);
	if (!listed.ok) return listed;
	const { key, organisations } = listed.value;
	const routing = readDocument('routing', published.routing, key);
	if (!routing.ok) return refuse('trust.routing-altered');
	if (routing.value.network !== organisations.network) return refuse('trust.other-network');
	if (routing.value.version < (known.routingVersion ?? 0)) return refuse('trust.rolled-back');
	for (const document of [organisations, routing.value]) {
		const timely = inTime(document, known.now);
		if (!timely.ok) return timely;
	}
	return ok({ key, organisations, routing: routing.value });
}

/**
 * The network's list of organisations alone: who is who. An identity never changes, so a list that has run out
 * still says it; what is sealed to needs `trustNetwork`.
 */
export function trustOrganisations(
	document: SignedDocument,
	known: Pick<Known, 'fingerprint' | 'organisationsVersion'>,
): Result<Pick<TrustedNetwork, 'key' | 'organisations'>> {
	const key = claimedSigner(document);
	if (!key.ok) return refuse('trust.organisations-altered');
	if (networkFingerprint(key.value) !== known.fingerprint) return refuse('trust.network-key-swapped');
	const organisations = readDocument('organisations', document, key.value);
	if (!organisations.ok) return refuse('trust.organisations-altered');
	const older = organisations.value.version < (known.organisationsVersion ?? 0);
	return older ? refuse('trust.rolled-back') : ok({ key: key.value, organisations: organisations.value });
}

/**
 * The desk that the signed rules name for a need and a region: the narrowest rule, else the office; none only
 * where the sender excludes them all.
 */
export function routeTo(
	routing: RoutingRules,
	need: string,
	region: string,
	exclude: readonly IntakeDesk['organisation'][] = [],
): { desk: IntakeDesk | undefined; byRule: boolean; alternates: readonly IntakeDesk[] } {
	const rank = (rule: RoutingRules['rules'][number]) =>
		(rule.region === region ? 2 : 0) + (rule.need === need ? 1 : 0);
	const fitting = routing.rules
		.filter((rule) => [need, '*'].includes(rule.need) && [region, '*'].includes(rule.region))
		.toSorted((a, b) => rank(b) - rank(a));
	const desks = fitting.flatMap((rule) => [rule.to, ...rule.alternates]);
	const allowed = distinct([...desks, routing.fallback]).filter((one) => !exclude.includes(one.organisation));
	const [desk, ...alternates] = allowed;
	return { desk, byRule: desks.some((one) => desk && same(one, desk)), alternates };
}

/**
 * Checks the certificate of the desk the sender is about to seal to: a desk of the signed rules, signed by an
 * organisation of the signed list, in time. Refusals: `trust.desk-not-listed`, `trust.not-chained`,
 * `trust.certificate-altered`, `trust.intake-key-swapped`, `trust.expired`, `trust.not-yet`.
 */
export function trustIntake(
	network: TrustedNetwork,
	desk: IntakeDesk,
	certificate: SignedDocument,
	now: number,
	newestEpoch = 0,
): Result<TrustedIntake> {
	if (!isListed(network.routing, desk)) return refuse('trust.desk-not-listed');
	const listed = network.organisations.organisations.find((one) => one.organisation === desk.organisation);
	if (!listed) return refuse('trust.not-chained');
	const claimed = claimedSigner(certificate);
	if (!claimed.ok) return refuse('trust.certificate-altered');
	if (claimed.value !== listed.signing) return refuse('trust.not-chained');
	const read = readDocument('intake', certificate, listed.signing);
	if (!read.ok) return refuse('trust.certificate-altered');
	const { organisation, vault, epoch, key, backup, expires } = read.value;
	if (organisation !== desk.organisation || vault !== desk.vault) return refuse('trust.intake-key-swapped');
	if (epoch < newestEpoch) return refuse('trust.rolled-back');
	const timely = inTime(read.value, now, LONGEST_CERTIFICATE);
	return timely.ok ? ok({ organisation, vault, epoch, key, backup, expires }) : timely;
}

/** Whether a desk stands in the signed rules: as a target, an alternate, the office or a choice. */
export function isListed(routing: RoutingRules, desk: IntakeDesk): boolean {
	const all = [
		routing.fallback,
		...routing.desks,
		...routing.rules.flatMap((rule) => [rule.to, ...rule.alternates]),
	];
	return all.some((one) => same(one, desk));
}

function inTime(
	{ issued, expires }: { readonly issued: string; readonly expires: string },
	now: number,
	longest = Number.POSITIVE_INFINITY,
): Result<void> {
	const [from, until] = [Date.parse(issued), Date.parse(expires)];
	if (from > now + CLOCK_SLACK) return refuse('trust.not-yet');
	return until <= now || until - from > longest ? refuse('trust.expired') : ok(undefined);
}

function distinct(desks: readonly IntakeDesk[]): IntakeDesk[] {
	return desks.filter((desk, at) => desks.findIndex((other) => same(other, desk)) === at);
}

function same(a: IntakeDesk, b: IntakeDesk): boolean {
	return a.organisation === b.organisation && a.vault === b.vault;
}
