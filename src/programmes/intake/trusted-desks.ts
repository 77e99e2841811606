import type { InBoth } from '#commons/organisations/index.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { IntakeDesk } from '#vault/format/documents.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import {
	routeTo,
	trustIntake,
	trustNetwork,
	type Known,
	type TrustedIntake,
	type TrustedNetwork,
} from '#vault/seal/trust.ts';

/** A desk by name, with what its organisation signed. */
export interface NamedDesk {
	readonly organisation: string;
	readonly vault: string;
	readonly slug: string;
	readonly name: InBoth;
	readonly town: InBoth;
	readonly certificate: SignedDocument;
}

/** The public documents as a server hands them out; nothing of it is believed before it is verified. */
export interface PublishedDesks {
	readonly organisations: SignedDocument;
	readonly routing: SignedDocument;
	readonly desks: readonly NamedDesk[];
}

/** A desk that takes requests now: its organisation, and the key it has signed. */
export interface OpenDesk {
	readonly organisation: string;
	readonly slug: string;
	readonly name: InBoth;
	readonly town: InBoth;
	readonly intake: TrustedIntake;
}

/** A desk whose certificate was refused, and why. */
export interface RefusedDesk {
	readonly organisation: string;
	readonly vault: string;
	readonly refusal: Refusal;
}

/** Who reads: the signed rules, and the desks that hold a certificate in time. */
export interface TrustedDesks {
	readonly trusted: TrustedNetwork;
	readonly open: readonly OpenDesk[];
	readonly refused: readonly RefusedDesk[];
}

/** What a sender says of who is to read. */
export interface Wish {
	readonly need: string;
	readonly region: string | null;
	/** The organisation chosen; null where the rules are to decide. */
	readonly to: string | null;
	readonly not: readonly string[];
}

/** Verifies everything: the network's documents against its fingerprint, each desk's certificate against those. */
export function trustDesks(published: PublishedDesks, known: Known): Result<TrustedDesks> {
	const trusted = trustNetwork(published, known);
	if (!trusted.ok) return trusted;
	const open: OpenDesk[] = [];
	const refused: RefusedDesk[] = [];
	for (const { organisation, vault, slug, name, town, certificate } of published.desks) {
		const intake = trustIntake(trusted.value, { organisation, vault } as IntakeDesk, certificate, known.now);
		if (intake.ok) open.push({ organisation, slug, name, town, intake: intake.value });
		else refused.push({ organisation, vault, refusal: intake.refusal });
	}
	return ok({ trusted: trusted.value, open, refused });
}

/**
 * The desk that will read: the one chosen, else the first of those the rules name that takes requests now.
 * A desk that nobody works at is not published and is passed over. One whose certificate is refused is not
 * (`strict`): a server must not steer a sender elsewhere by spoiling it.
 */
export function chooseDesk(desks: TrustedDesks, wish: Wish, strict = false): Result<OpenDesk> {
	const spoilt = (is: (desk: RefusedDesk) => boolean): Refusal | undefined =>
		strict ? desks.refused.find(is)?.refusal : undefined;
	if (wish.to !== null) {
		const { to } = wish;
		if (wish.not.includes(to)) return refuse('request.chosen-and-excluded', { field: 'not' });
		const chosen = desks.open.find(({ organisation }) => organisation === to);
		if (chosen) return ok(chosen);
		const refusal = spoilt(({ organisation }) => organisation === to);
		return refusal ? { ok: false, refusal } : refuse('request.desk-closed', { field: 'to' });
	}
	const excluded = wish.not as IntakeDesk['organisation'][];
	const { desk, alternates } = routeTo(desks.trusted.routing, wish.need, wish.region ?? '', excluded);
	for (const { organisation, vault } of desk ? [desk, ...alternates] : []) {
		const takes = desks.open.find(
			({ intake }) => intake.organisation === organisation && intake.vault === vault,
		);
		if (takes) return ok(takes);
		const refusal = spoilt((one) => one.organisation === organisation && one.vault === vault);
		if (refusal) return { ok: false, refusal };
	}
	return refuse('request.no-desk', { field: 'to' });
}

/** The backup desk that a desk's certificate names, if it takes requests now and was not excluded. */
export function backupOf(
	desks: TrustedDesks,
	desk: OpenDesk,
	not: readonly string[] = [],
): OpenDesk | undefined {
	const { backup } = desk.intake;
	if (!backup || not.includes(backup.organisation)) return undefined;
	return desks.open.find(
		({ intake }) => intake.organisation === backup.organisation && intake.vault === backup.vault,
	);
}
