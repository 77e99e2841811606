import type { Runtime } from '#platform/runtime.ts';
import { publishNetworkDocument } from '#vault/client/membership/certificates.ts';
import { settle } from '#vault/client/membership/settle.ts';
import type { OrganisationList } from '#vault/format/documents.ts';
import { newId } from '#vault/format/ids.ts';
import { NetworkId } from '#vault/format/model.ts';
import { randomBytes } from '#vault/format/sodium.ts';
import { foundOrganisation, type TestOrganisation } from './colleagues.ts';
import { must } from './people.ts';

/** What the network's list says of an organisation. */
export function listingOf({ organisation, founder }: TestOrganisation): OrganisationList['organisations'][0] {
	const { state } = must(founder.ring.organisation(organisation));
	return { organisation, identity: state.identity, signing: state.keys.signing };
}

/** Organisations that the office has listed, each with a coordinator at the desk; and what signs another list. */
export async function listedOrganisations(
	runtime: Runtime,
	count: number,
): Promise<{
	readonly office: TestOrganisation;
	readonly others: readonly TestOrganisation[];
	readonly list: (organisations: readonly TestOrganisation[]) => Promise<void>;
}> {
	const office = await foundOrganisation(runtime, { office: true });
	const others: TestOrganisation[] = [];
	for (let at = 0; at < count; at++) others.push(await foundOrganisation(runtime));
	const network = newId(NetworkId);
	const followUpSalt = randomBytes(16);
	const list = async (organisations: readonly TestOrganisation[]) => {
		const content = {
			kind: 'organisations' as const,
			network,
			followUpSalt,
			organisations: organisations.map(listingOf),
		};
		must(await publishNetworkDocument(office.founder, { office: office.organisation, content }));
	};
	await list([office, ...others]);
	for (const { founder, organisation } of [office, ...others]) must(await settle(founder, organisation));
	return { office, others, list };
}
