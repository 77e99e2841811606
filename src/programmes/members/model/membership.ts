import { z } from 'zod';
import { OrganisationId, PersonId } from '#vault/format/model.ts';
import { RoleName } from '#vault/format/membership.ts';

/** The programmes one can work in, as roles of the membership log name them. */
export const programmeNames = ['intake'] as const;

export const roles = z.array(RoleName).max(32);
export const inOrganisation = z.object({ organisation: OrganisationId });
export const memberIn = z.object({ organisation: OrganisationId, person: PersonId });

/** The register number of an advocate: region, slash, number, for example 77/1234. */
export const registerNumber = z
	.string()
	.trim()
	.regex(/^\d{2,3}\/\d{1,6}$/);
