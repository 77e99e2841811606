import {
	findNetwork,
	listActiveOrganisations,
	type InBoth,
	type Network,
} from '#commons/organisations/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { IntakeDesk } from '#vault/format/documents.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import { claimedSigner } from '#vault/seal/documents.ts';
import { networkFingerprint } from '#vault/seal/pairs.ts';
import {
	routeTo,
	trustIntake,
	trustNetwork,
	type TrustedIntake,
	type TrustedNetwork,
} from '#vault/seal/trust.ts';
import { listPublished } from './store/published.ts';

/** A desk that takes requests now: its organisation, and the key it has signed. */
export interface OpenDesk {
	readonly organisation: string;
	readonly slug: string;
	readonly name: InBoth;
	readonly town: InBoth;
	readonly intake: TrustedIntake;
}

/** Who reads: the signed rules, and the desks that hold a certificate in time. */
export interface Desks {
	readonly network: Network;
	readonly trusted: TrustedNetwork;
	readonly open: readonly OpenDesk[];
}

/** What a sender says of who is to read. */
export interface Wish {
	readonly need: string;
	readonly region: string | null;
	/** The organisation chosen; null where the rules are to decide. */
	readonly to: string | null;
	readonly not: readonly string[];
}

/**
 * Reads the public documents and verifies them as a stranger's browser would, so that the page without
 * script never offers a desk that the page with script would refuse.
 */
export async function findDesks(tx: Tx, now: Date): Promise<Result<Desks>> {
	const network = await findNetwork(tx);
	const published = await listPublished(tx);
	if (!network || !published.organisations || !published.routing) return refuse('desks.none-yet');
	const documents = { organisations: published.organisations, routing: published.routing };
	const signer = claimedSigner(documents.organisations);
	if (!signer.ok) return refuse('trust.organisations-altered');
	const known = { fingerprint: networkFingerprint(signer.value), now: now.getTime() };
	const trusted = trustNetwork(documents, known);
	if (!trusted.ok) return trusted;
	const organisations = await listActiveOrganisations(tx, 'ru');
	const open = published.certificates.flatMap(({ organisation, vault, bytes }): OpenDesk[] => {
		const named = organisations.find(({ id }) => id === organisation);
		const intake = trustIntake(
			trusted.value,
			{ organisation, vault } as IntakeDesk,
			bytes as SignedDocument,
			now.getTime(),
		);
		if (!named || !intake.ok) return [];
		const { slug, name, town } = named;
		return [{ organisation, slug, name, town, intake: intake.value }];
	});
	return ok({ network, trusted: trusted.value, open });
}

/**
 * The desk that will read: the one chosen, else the first of those the rules name that takes requests now.
 * A desk that nobody works at has no certificate in time and is passed over.
 */
export function chooseDesk(desks: Desks, wish: Wish): Result<OpenDesk> {
	const { routing } = desks.trusted;
	const found = ({ organisation, vault }: IntakeDesk): OpenDesk | undefined =>
		desks.open.find(({ intake }) => intake.organisation === organisation && intake.vault === vault);
	if (wish.to !== null) {
		if (wish.not.includes(wish.to)) return refuse('request.chosen-and-excluded', { field: 'not' });
		const chosen = desks.open.find(({ organisation }) => organisation === wish.to);
		return chosen ? ok(chosen) : refuse('request.desk-closed', { field: 'to' });
	}
	const { desk, alternates } = routeTo(
		routing,
		wish.need,
		wish.region ?? '',
		wish.not as IntakeDesk['organisation'][],
	);
	const candidates = desk ? [desk, ...alternates] : [];
	const takes = candidates.map(found).find((one) => one !== undefined);
	return takes ? ok(takes) : refuse('request.no-desk', { field: 'to' } satisfies Omit<Refusal, 'id'>);
}

/** The backup desk that a desk's certificate names, if it takes requests now and was not excluded. */
export function backupOf(desks: Desks, desk: OpenDesk, not: readonly string[] = []): OpenDesk | undefined {
	const { backup } = desk.intake;
	if (!backup || not.includes(backup.organisation)) return undefined;
	return desks.open.find(
		({ intake }) => intake.organisation === backup.organisation && intake.vault === backup.vault,
	);
}
