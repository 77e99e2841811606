import type { ColumnType, Generated } from 'kysely';
import type { Locale } from '#platform/locale.ts';

export interface PersonTable {
	id: string;
	login_name: string;
	display_name: string;
	email_sealed: Buffer | null;
	email_waiting: Generated<Buffer | null>;
	email_token_hash: Generated<Uint8Array | null>;
	told_of_waiting: Generated<boolean>;
	locale: Locale;
	opaque_record: string;
	box_public: Uint8Array;
	sign_public: Uint8Array;
	sealed_pairs: Uint8Array;
	device_tag: Uint8Array;
	recovery_public: Uint8Array | null;
	second_factor_required: boolean;
	printed_sheet_kept: boolean;
	joined_on: string;
}

export interface PersonWrapTable {
	person: string;
	id: string;
	kind: 'passphrase' | 'recovery' | 'passkey';
	wrapped: Uint8Array;
	credential_id: string | null;
}

export interface SecondFactorTable {
	person: string;
	id: string;
	kind: 'totp' | 'passkey' | 'backup-code';
	sealed: Uint8Array | null;
	credential_id: string | null;
	credential: unknown;
	label: string;
	last_step: number;
	added_on: string;
	used_on: string | null;
}

export interface SessionTable {
	id: string;
	person: string;
	token_hash: Uint8Array;
	level: 'passphrase' | 'full';
	label: string;
	started_at: Date;
	seen_at: Date;
	ended_at: Date | null;
}

export interface MembershipTable {
	organisation: string;
	person: string;
	coordinator: boolean;
	programmes: string[];
	professional_status: 'advocate' | 'lawyer' | 'public-defender' | 'none';
	register_number: string;
	state: 'active' | 'suspended' | 'removed';
	last_seen_on: string | null;
}

export interface InvitationTable {
	organisation: string;
	id: string;
	kind: 'first-start' | 'member' | 'organisation' | 'rekey';
	token_hash: Uint8Array;
	invited_by: string | null;
	invited_by_organisation: string | null;
	for_person: string | null;
	note: string;
	coordinator: boolean;
	programmes: string[];
	expires_at: Date;
	withdrawn_at: Date | null;
	accepted_by: string | null;
	accepted_at: Date | null;
	acceptance: Uint8Array | null;
	settled: Generated<boolean>;
}

export interface ApplicationTable {
	organisation: string;
	/** The entry of no member that the group says is its own. */
	claims: string | null;
	contact_sealed: Uint8Array;
	call_back: boolean;
	called_back_by: string | null;
	applied_on: string;
}

export interface VouchingTable {
	organisation: string;
	by_organisation: string;
	by_person: string;
	vouched_on: string;
}

export interface MemberNoticeTable {
	organisation: string;
	id: string;
	kind: 'recovered' | 'rekeyed';
	person: string;
	on_date: string;
}

/** An account made anew, as it was sent: base64url where it was bytes. */
export interface NewKeysAccount {
	readonly signing: string;
	readonly sealing: string;
	readonly sealedPairs: string;
	readonly registrationRecord: string;
	readonly wrapped: string;
	readonly deviceTag: string;
}

declare module '#platform/db/database.ts' {
	interface Database {
		person: PersonTable;
		person_wrap: PersonWrapTable;
		second_factor: SecondFactorTable;
		session: SessionTable;
		membership: MembershipTable;
		invitation: InvitationTable;
		application: ApplicationTable;
		vouching: VouchingTable;
		member_notice: MemberNoticeTable;
		new_keys: {
			invitation: string;
			person: string;
			account: ColumnType<NewKeysAccount, string>;
		};
	}
}
