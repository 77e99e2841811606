/**
 * Papers that a new group needs in its first months. Each says when it is of use, the laws that it goes by, and the
 * month in which it was read through; whoever fills it in shows it to a lawyer of the network first.
 */
import type { DocumentTemplate } from '#country/model.ts';
import { toAuthorities } from './templates/authorities.ts';
import { toCourt } from './templates/court.ts';
import { ownPapers } from './templates/own-papers.ts';

/** In the order in which they are most often asked for. */
export const templates: readonly DocumentTemplate[] = [...toAuthorities, ...toCourt, ...ownPapers];
