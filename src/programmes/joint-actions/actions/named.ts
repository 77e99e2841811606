import { z } from 'zod';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { LetterRef } from '../model/letter.ts';

/** In whose name somebody acts, and on which letter. */
export const OnLetter = z.strictObject({ organisation: organisationId, letter: LetterRef });

/** The organisation in whose name it is done. */
export const actingFor = ({ organisation }: { organisation: OrganisationId }) => organisation;

/** The day, as tables have it. */
export const dayOf = (now: Date) => now.toISOString().slice(0, 10);
