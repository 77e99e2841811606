import { findNetwork, listActiveOrganisations, type Network } from '#commons/organisations/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import { claimedSigner } from '#vault/seal/documents.ts';
import { networkFingerprint } from '#vault/seal/pairs.ts';
import { listPublished } from './store/published.ts';
import { trustDesks, type NamedDesk, type PublishedDesks, type TrustedDesks } from './trusted-desks.ts';

export { backupOf, chooseDesk, type OpenDesk } from './trusted-desks.ts';

/** Who reads, as this server has it. */
export interface Desks extends TrustedDesks {
	readonly network: Network;
	readonly published: PublishedDesks;
}

/**
 * Reads the public documents and verifies them as a stranger's browser would, so that the page without
 * script never offers a desk that the page with script would refuse.
 */
export async function findDesks(tx: Tx, now: Date): Promise<Result<Desks>> {
	const network = await findNetwork(tx);
	const found = await listPublished(tx);
	if (!network || !found.organisations || !found.routing) return refuse('desks.none-yet');
	const organisations = await listActiveOrganisations(tx, 'ru');
	const desks = found.certificates.flatMap(({ organisation, vault, bytes }): NamedDesk[] => {
		const named = organisations.find(({ id }) => id === organisation);
		if (!named) return [];
		const { slug, name, town } = named;
		return [{ organisation, vault, slug, name, town, certificate: bytes as SignedDocument }];
	});
	const published = { organisations: found.organisations, routing: found.routing, desks };
	const signer = claimedSigner(published.organisations);
	if (!signer.ok) return refuse('trust.organisations-altered');
	const known = { fingerprint: networkFingerprint(signer.value), now: now.getTime() };
	const trusted = trustDesks(published, known);
	return trusted.ok ? ok({ ...trusted.value, network, published }) : trusted;
}
