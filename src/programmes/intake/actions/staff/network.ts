import { z } from 'zod';
import { action, whoever } from '#platform/action/index.ts';
import { findNetwork, listActiveOrganisations, type InBoth } from '#commons/organisations/index.ts';
import { ok } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { listPublished } from '../../store/published.ts';

export interface NetworkDesksAnswer {
	/** The signed documents in force; a page verifies them as a stranger's browser does. */
	readonly organisations: string | null;
	readonly routing: string | null;
	/** Those that take requests now, by their certificates. */
	readonly desks: readonly {
		readonly organisation: string;
		readonly vault: string;
		readonly certificate: string;
	}[];
	readonly names: readonly {
		readonly organisation: string;
		/** Of its own address, `/write/SLUG`. */
		readonly slug: string;
		readonly name: InBoth;
		readonly town: InBoth;
		readonly region: string;
		readonly office: boolean;
		/** Hash of its log's first record, and its signing key: what the office's list says of it. */
		readonly identity: string | null;
		readonly signing: string | null;
	}[];
	/** None before the first start is complete. */
	readonly network: { readonly id: string; readonly followUpSalt: string } | null;
}

/** The desks of the network: for handing over, for naming a backup, for the office's routing rules. */
export const readNetworkDesks = action({
	name: 'intake.readNetworkDesks',
	input: z.strictObject({}),
	access: whoever('a member of an organisation of the network', ({ actor }) => actor.memberships.length > 0),
	writes: false,
	async run({ tx }) {
		const { organisations, routing, certificates } = await listPublished(tx);
		const network = await findNetwork(tx);
		const named = await listActiveOrganisations(tx, 'ru');
		return ok<NetworkDesksAnswer>({
			organisations: organisations ? toBase64url(organisations) : null,
			routing: routing ? toBase64url(routing) : null,
			desks: certificates.map(({ organisation, vault, bytes }) => ({
				organisation,
				vault,
				certificate: toBase64url(bytes),
			})),
			names: named.map(({ id, slug, name, town, region, office, genesisHash, signPublic }) => ({
				organisation: id,
				slug,
				name,
				town,
				region,
				office,
				identity: genesisHash ? toBase64url(genesisHash) : null,
				signing: signPublic ? toBase64url(signPublic) : null,
			})),
			network: network ? { id: network.id, followUpSalt: toBase64url(network.followSalt) } : null,
		});
	},
});
