import type { ColumnType, Generated } from 'kysely';

/** A day, as PostgreSQL gives it: `2026-11-23`. */
type Day = ColumnType<string, string, string>;

export interface RequestTable {
	organisation: string;
	id: string;
	vault: string;
	need: string;
	region: string | null;
	urgent: Generated<boolean>;
	status: 'received' | 'reading' | 'answered' | 'closed' | 'not-ours';
	sealed_by: 'browser' | 'server' | 'staff';
	arrived_on: Day;
	taken_by: string | null;
	taken_at: Date | null;
	alert_after: Date | null;
	alerted_at: Date | null;
	backup: string | null;
	outcome: string | null;
	/** The organisation whose desk carries it since it was handed over. */
	desk: Generated<string | null>;
	/** Since a restore: at which change the facts brought back were seen; null once they are changed again. */
	facts_seen: Generated<number | null>;
}

export interface DutyTable {
	organisation: string;
	id: string;
	person: string;
	starts_at: Date;
	ends_at: Date;
}

export interface DeskMailTable {
	organisation: string;
	vault: string;
	person: string;
	told_change: number;
	told_on: Day;
}

export interface FollowTable {
	locator_hash: Uint8Array;
	organisation: string;
	folder: string;
	authentication_hash: Uint8Array;
}

export interface ClearedTable {
	organisation: string;
	folder: string;
	entry: string;
}

export interface VisitorUploadTable {
	file: string;
	token_hash: Uint8Array;
	chunks: number;
	received: Generated<number>;
	started_on: Day;
}

declare module '#platform/db/database.ts' {
	interface Database {
		request: RequestTable;
		follow: FollowTable;
		cleared: ClearedTable;
		visitor_upload: VisitorUploadTable;
		duty: DutyTable;
		desk_mail: DeskMailTable;
	}
}
