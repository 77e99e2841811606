import type { Audience } from './model/audience.ts';

export interface OrganisationFactTable {
	organisation: string;
	field: string;
	audience: Audience;
	/** In the shape of its field (`model/fields.ts`); read as anything, for rows outlive shapes. */
	value: unknown;
	changed_on: string;
}

declare module '#platform/db/database.ts' {
	interface Database {
		organisation_fact: OrganisationFactTable;
	}
}
