import type { Generated } from 'kysely';

interface OfOrganisation {
	readonly organisation: string;
}

export interface MembershipEntryTable extends OfOrganisation {
	position: number;
	hash: Uint8Array;
	bytes: Uint8Array;
}

export interface VaultTable extends OfOrganisation {
	id: string;
	purpose: string;
	epoch: number;
	change: Generated<number>;
	/** The restore that set it back, and its counter in the backup. */
	restored: Generated<string | null>;
	restored_change: Generated<number | null>;
}

export interface VaultEpochTable extends OfOrganisation {
	vault: string;
	epoch: number;
	ladder: Uint8Array | null;
	recovery: Uint8Array | null;
	made_by: string;
}

export interface VaultGrantTable extends OfOrganisation {
	vault: string;
	epoch: number;
	person: string;
	bytes: Uint8Array;
	granted_by: string;
}

export interface OrganisationSecretTable extends OfOrganisation {
	person: string;
	bytes: Uint8Array;
}

export interface RestorationTable extends OfOrganisation {
	person: string;
	record: Uint8Array;
	proposed_by: string;
}

export interface CheckpointTable extends OfOrganisation {
	vault: string;
	number: number;
	change: number;
	person: string;
	bytes: Uint8Array;
}

export interface IntakeKeyTable extends OfOrganisation {
	vault: string;
	epoch: number;
	bytes: Uint8Array;
	expires_at: Date;
}

export interface IntroductionKeyTable extends OfOrganisation {
	bytes: Uint8Array;
	issued_at: Date;
}

export interface PublicDocumentTable {
	kind: 'organisations' | 'routing';
	version: number;
	bytes: Uint8Array;
}

export interface RecoveryTable extends OfOrganisation {
	id: string;
	backup_at: Date;
	restored_at: Date;
	period: Uint8Array | null;
}

declare module '#platform/db/database.ts' {
	interface Database {
		membership_entry: MembershipEntryTable;
		vault: VaultTable;
		vault_epoch: VaultEpochTable;
		vault_grant: VaultGrantTable;
		organisation_secret: OrganisationSecretTable;
		restoration: RestorationTable;
		checkpoint: CheckpointTable;
		intake_key: IntakeKeyTable;
		introduction_key: IntroductionKeyTable;
		public_document: PublicDocumentTable;
		recovery: RecoveryTable;
	}
}
