import { z } from 'zod';

/** For whom a field is that lies in clear. */
export const audiences = ['public', 'network', 'region'] as const;
export const audience = z.enum(audiences);
export type Audience = z.output<typeof audience>;

/**
 * For whom a field is, in clear or not. What is for the organisation alone never reaches the server readable: it is
 * sealed in the browser, and no table, document or output of the directory has a place for it.
 */
export const groups = [...audiences, 'only-us'] as const;
export type Group = (typeof groups)[number];

/** Who reads: a visitor, a member elsewhere in the network, one of the same region, one of its own. */
export const viewers = ['visitor', 'network', 'region', 'own'] as const;
export type Viewer = (typeof viewers)[number];
