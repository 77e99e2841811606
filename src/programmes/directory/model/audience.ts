import { z } from 'zod';

/**
 * For whom a field is. What is for the organisation alone is not among them: it would have to be sealed, and
 * these fields lie in clear.
 */
export const audiences = ['public', 'network', 'region'] as const;
export const audience = z.enum(audiences);
export type Audience = z.output<typeof audience>;

/** Who reads: a visitor, a member elsewhere in the network, one of the same region, one of its own. */
export const viewers = ['visitor', 'network', 'region', 'own'] as const;
export type Viewer = (typeof viewers)[number];
