import { sql } from 'kysely';
import '../tables.ts';
import '#vault/server/index.ts';
import '#programmes/members/index.ts';
import type { Tx } from '#platform/db/database.ts';

/** Somebody who can open what comes to a desk. */
export interface DeskMember {
	readonly person: string;
	readonly name: string;
	readonly coordinator: boolean;
	readonly professionalStatus: 'advocate' | 'lawyer' | 'public-defender' | 'none';
}

/** The organisation's intake vault, the first where it has several. */
export async function findIntakeVault(tx: Tx, organisation: string): Promise<string | undefined> {
	const row = await tx
		.selectFrom('vault')
		.select('id')
		.where('organisation', '=', organisation)
		.where('purpose', '=', 'intake')
		.orderBy('id')
		.executeTakeFirst();
	return row?.id;
}

/** Active members who hold the present epoch of a vault, by name. */
export async function listDeskMembers(tx: Tx, organisation: string, vault: string): Promise<DeskMember[]> {
	const rows = await tx
		.selectFrom('vault')
		.innerJoin('vault_grant as g', (join) =>
			join
				.onRef('g.organisation', '=', 'vault.organisation')
				.onRef('g.vault', '=', 'vault.id')
				.onRef('g.epoch', '=', 'vault.epoch'),
		)
		.innerJoin('membership as m', (join) =>
			join.onRef('m.organisation', '=', 'g.organisation').onRef('m.person', '=', 'g.person'),
		)
		.innerJoin('person', 'person.id', 'g.person')
		.select(['g.person', 'person.display_name', 'm.coordinator', 'm.professional_status'])
		.where('vault.organisation', '=', organisation)
		.where('vault.id', '=', vault)
		.where('m.state', '=', 'active')
		.orderBy('person.display_name')
		.execute();
	return rows.map((row) => ({
		person: row.person,
		name: row.display_name,
		coordinator: row.coordinator,
		professionalStatus: row.professional_status,
	}));
}

/** The certificate in force: none, and strangers cannot write to this desk. */
export async function findCertificate(
	tx: Tx,
	organisation: string,
	vault: string,
): Promise<{ readonly expiresAt: Date; readonly bytes: Uint8Array } | undefined> {
	const row = await tx
		.selectFrom('intake_key')
		.select(['expires_at', 'bytes'])
		.where('organisation', '=', organisation)
		.where('vault', '=', vault)
		.executeTakeFirst();
	return row && { expiresAt: row.expires_at, bytes: row.bytes };
}

/** How a colleague is called; of somebody of another organisation nothing is known here. */
export async function findName(tx: Tx, person: string): Promise<string | undefined> {
	const row = await tx
		.selectFrom('person')
		.select('display_name')
		.where('id', '=', person)
		.executeTakeFirst();
	return row?.display_name;
}

/** How an organisation is called, in both languages. */
export async function findOrganisationName(
	tx: Tx,
	id: string,
): Promise<{ readonly ru: string; readonly en: string } | undefined> {
	const row = await tx
		.selectFrom('organisation')
		.select(['name_ru', 'name_en'])
		.where('id', '=', id)
		.executeTakeFirst();
	return row && { ru: row.name_ru || row.name_en, en: row.name_en || row.name_ru };
}

export interface DutyRow {
	readonly id: string;
	readonly person: string;
	readonly startsAt: Date;
	readonly endsAt: Date;
}

/** Turns of duty that end after a moment, the earliest first. */
export async function listDuty(tx: Tx, organisation: string, endingAfter: Date): Promise<DutyRow[]> {
	const rows = await tx
		.selectFrom('duty')
		.selectAll()
		.where('organisation', '=', organisation)
		.where('ends_at', '>', endingAfter)
		.orderBy('starts_at')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		person: row.person,
		startsAt: row.starts_at,
		endsAt: row.ends_at,
	}));
}

/** A turn of duty; the same one again changes nothing. */
export async function insertDuty(tx: Tx, organisation: string, row: DutyRow): Promise<void> {
	await tx
		.insertInto('duty')
		.values({
			organisation,
			id: row.id,
			person: row.person,
			starts_at: row.startsAt,
			ends_at: row.endsAt,
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function findDuty(tx: Tx, organisation: string, id: string): Promise<DutyRow | undefined> {
	const row = await tx
		.selectFrom('duty')
		.selectAll()
		.where('organisation', '=', organisation)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && { id: row.id, person: row.person, startsAt: row.starts_at, endsAt: row.ends_at };
}

export async function deleteDuty(tx: Tx, organisation: string, id: string): Promise<void> {
	await tx.deleteFrom('duty').where('organisation', '=', organisation).where('id', '=', id).execute();
}

/** Whether anybody is left at an organisation's desk who can open what comes. */
export async function isStaffed(tx: Tx, organisation: string, vault: string): Promise<boolean> {
	const { rows } = await sql<{
		staffed: boolean;
	}>`select accord.desk_is_staffed(${organisation}, ${vault}) as staffed`.execute(tx);
	return rows[0]?.staffed ?? false;
}
