import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { MemberNoticeTable, MembershipTable } from '../tables.ts';

/** The memberships by which a person acts: active ones in active organisations. */
export function listActing(tx: Tx, person: string) {
	return tx
		.selectFrom('membership')
		.innerJoin('organisation', 'organisation.id', 'membership.organisation')
		.select([
			'membership.organisation',
			'organisation.office',
			'membership.coordinator',
			'membership.programmes',
			'organisation.name_ru',
			'organisation.name_en',
			'organisation.genesis_hash',
		])
		.where('membership.person', '=', person)
		.where('membership.state', '=', 'active')
		.where('organisation.state', '=', 'active')
		.execute();
}

export function findMembership(
	tx: Tx,
	organisation: string,
	person: string,
): Promise<Selectable<MembershipTable> | undefined> {
	return tx
		.selectFrom('membership')
		.selectAll()
		.where('organisation', '=', organisation)
		.where('person', '=', person)
		.executeTakeFirst();
}

export async function insertMembership(tx: Tx, row: Insertable<MembershipTable>): Promise<void> {
	await tx.insertInto('membership').values(row).execute();
}

export async function updateLastSeen(tx: Tx, person: string, day: string): Promise<void> {
	await tx.updateTable('membership').set({ last_seen_on: day }).where('person', '=', person).execute();
}

/** Members of an organisation with what colleagues may know of them. */
export function listMembers(tx: Tx, organisation: string) {
	return tx
		.selectFrom('membership')
		.innerJoin('person', 'person.id', 'membership.person')
		.select([
			'person.id',
			'person.login_name',
			'person.display_name',
			'membership.coordinator',
			'membership.programmes',
			'membership.professional_status',
			'membership.register_number',
			'membership.state',
			'membership.last_seen_on',
		])
		.where('membership.organisation', '=', organisation)
		.orderBy('membership.state')
		.orderBy('person.display_name')
		.execute();
}

/** What all members are told since a day, the newest first. */
export function listNotices(tx: Tx, organisation: string, since: string) {
	return tx
		.selectFrom('member_notice')
		.select(['kind', 'person', 'on_date'])
		.where('organisation', '=', organisation)
		.where('on_date', '>=', since)
		.orderBy('on_date', 'desc')
		.limit(50)
		.execute();
}

/** Tells every organisation of a person. As the house. */
export async function insertNotices(
	tx: Tx,
	person: string,
	kind: MemberNoticeTable['kind'],
	day: string,
	newId: () => string,
): Promise<void> {
	const rows = await tx
		.selectFrom('membership')
		.select('organisation')
		.where('person', '=', person)
		.where('state', '!=', 'removed')
		.execute();
	if (rows.length === 0) return;
	await tx
		.insertInto('member_notice')
		.values(rows.map(({ organisation }) => ({ organisation, id: newId(), kind, person, on_date: day })))
		.execute();
}
