import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';

/**
 * What other rooms read of an organisation and its members is a projection of the signed log. Those tables
 * belong to the rooms of people; only here are these columns written, and only from a verified log.
 */
export interface ProjectedMember {
	readonly organisation: string;
	readonly person: string;
	readonly coordinator: boolean;
	readonly programmes: readonly string[];
	readonly professionalStatus: string;
	readonly registerNumber: string;
	readonly standing: 'active' | 'suspended' | 'removed';
}

export async function updateMembership(tx: Tx, member: ProjectedMember): Promise<void> {
	const { organisation, person, coordinator, programmes, professionalStatus, registerNumber, standing } =
		member;
	await sql`insert into accord.membership as m
		(organisation, person, coordinator, programmes, professional_status, register_number, state)
		values (${organisation}, ${person}, ${coordinator}, ${[...programmes]}::text[], ${professionalStatus},
			${registerNumber}, ${standing})
		on conflict (organisation, person) do update set coordinator = excluded.coordinator,
			programmes = excluded.programmes, professional_status = excluded.professional_status,
			register_number = excluded.register_number, state = excluded.state`.execute(tx);
}

/** The organisation's identity, once and for all, and its public keys. */
export async function updateOrganisationKeys(
	tx: Tx,
	organisation: string,
	keys: { identity: Uint8Array; signing: Uint8Array; recovery: Uint8Array },
): Promise<void> {
	await sql`update accord.organisation set genesis_hash = ${keys.identity}, sign_public = ${keys.signing},
		recovery_public = ${keys.recovery} where id = ${organisation}`.execute(tx);
}

/** The public keys that a person registered with their account. */
export async function findRegisteredKeys(
	tx: Tx,
	person: string,
): Promise<{ sealing: Uint8Array; signing: Uint8Array } | undefined> {
	const { rows } = await sql<{ box_public: Buffer; sign_public: Buffer }>`select box_public, sign_public
		from accord.person where id = ${person}`.execute(tx);
	const [row] = rows;
	return row && { sealing: new Uint8Array(row.box_public), signing: new Uint8Array(row.sign_public) };
}

/** Whether somebody whom the log names has an account; a restored server may have lost it. */
export async function hasAccount(tx: Tx, person: string): Promise<boolean> {
	const { rows } = await sql<{ has: boolean }>`select accord.has_account(${person}) as has`.execute(tx);
	return rows[0]?.has ?? false;
}

/** Signs a colleague out everywhere. */
export async function updateSessionsEnded(tx: Tx, person: string, organisation: string): Promise<void> {
	await sql`select accord.end_sessions_of(${person}, ${organisation})`.execute(tx);
}

/** Whether a session still stands; asked as the person themselves. */
export async function findSessionStands(tx: Tx, session: string): Promise<boolean> {
	const { rows } =
		await sql`select id from accord.session where id = ${session} and ended_at is null`.execute(tx);
	return rows.length === 1;
}
