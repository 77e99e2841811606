import { z } from 'zod';
import { findNetwork, findOrganisation, type InBoth } from '#commons/organisations/index.ts';
import { action, memberOf } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';

/** What the kit says of the organisation, and of the office that one may ask. */
export interface StarterKit {
	readonly slug: string;
	readonly town: InBoth;
	readonly active: boolean;
	readonly office:
		| {
				readonly name: InBoth;
				readonly slug: string;
				readonly telephone: string;
				readonly postalAddress: InBoth;
		  }
		| undefined;
}

/** The starter kit of one's organisation. */
export const readStarterKit = action({
	name: 'firstDay.readStarterKit',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf(({ organisation }: { organisation: OrganisationId }) => organisation),
	writes: false,
	async run({ tx }, { organisation }) {
		const own = await findOrganisation(tx, organisation);
		if (!own) return refuse('directory.unknown');
		const network = await findNetwork(tx);
		const office = network && (await findOrganisation(tx, network.office));
		return ok<StarterKit>({
			slug: own.slug,
			town: own.town,
			active: own.state === 'active',
			office:
				network && office
					? {
							name: office.name,
							slug: office.slug,
							telephone: office.telephone || network.telephone,
							postalAddress: network.postalAddress,
						}
					: undefined,
		});
	},
});
