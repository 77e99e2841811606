/** The server door of organisations: what every programme may read of them. */
import './tables.ts';

export { findNetwork, findOrganisationBySlug, listActiveOrganisations } from './store.ts';
export type { InBoth, Network, Organisation } from './model.ts';
