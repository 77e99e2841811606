import { z } from 'zod';
import { RoleName } from '#vault/format/membership.ts';

export const roles = z.array(RoleName).max(32);

/** The register number of an advocate: region, slash, number, for example 77/1234. */
export const registerNumber = z
	.string()
	.trim()
	.regex(/^\d{2,3}\/\d{1,6}$/);
