import type { ColumnType } from 'kysely';

export interface NetworkTable {
	id: string;
	name_ru: string;
	name_en: string;
	telephone: ColumnType<string, string | undefined>;
	postal_address_ru: ColumnType<string, string | undefined>;
	postal_address_en: ColumnType<string, string | undefined>;
	follow_salt: Buffer;
	office: string;
	backup_at: ColumnType<Date | null, undefined>;
	restored_at: ColumnType<Date | null, undefined>;
}

export interface OrganisationTable {
	id: string;
	slug: string;
	name_ru: ColumnType<string, string | undefined>;
	name_en: ColumnType<string, string | undefined>;
	town_ru: ColumnType<string, string | undefined>;
	town_en: ColumnType<string, string | undefined>;
	region: string;
	town_slug: ColumnType<string | null, string | null | undefined>;
	about_ru: ColumnType<string, string | undefined>;
	about_en: ColumnType<string, string | undefined>;
	telephone: ColumnType<string, string | undefined>;
	state: 'applied' | 'active' | 'refused' | 'left' | 'listed';
	office: ColumnType<boolean, boolean | undefined>;
	genesis_hash: Buffer | null;
	sign_public: Buffer | null;
	recovery_public: Buffer | null;
	/** Of one that is no member: the list it was taken from, and the day. */
	listed_from: ColumnType<string, string | undefined>;
	listed_on: ColumnType<string | null, string | null | undefined>;
	joined_on: string;
}

/** An address that an entry had before it was merged into another. */
export interface FormerSlugTable {
	organisation: string;
	slug: string;
}

declare module '#platform/db/database.ts' {
	interface Database {
		network: NetworkTable;
		organisation: OrganisationTable;
		organisation_former_slug: FormerSlugTable;
	}
}
