/** The server door of organisations: what every programme may read of them. */
import './tables.ts';

export {
	findFreeSlug,
	findMovedSlug,
	countActiveOrganisations,
	findNetwork,
	findOrganisation,
	findOrganisationBySlug,
	listActiveOrganisations,
	listNames,
} from './store.ts';
export { slugOf, townOf } from './slug.ts';
export type { InBoth, Network } from './model.ts';
export { networkFacts, organisationFacts, regionCode, type OrganisationFacts } from './model.ts';
