/** The server door of organisations: what every programme may read of them. */
import './tables.ts';

export {
	findFreeSlug,
	countActiveOrganisations,
	findNetwork,
	findOrganisation,
	findOrganisationBySlug,
	listActiveOrganisations,
} from './store.ts';
export type { InBoth, Network, Organisation } from './model.ts';
export {
	networkFacts,
	organisationFacts,
	regionCode,
	type NetworkFacts,
	type OrganisationFacts,
} from './model.ts';
