import type { Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { ApplicationTable } from '../tables.ts';

export async function insertApplication(
	tx: Tx,
	row: Omit<ApplicationTable, 'call_back' | 'called_back_by'>,
): Promise<void> {
	await tx
		.insertInto('application')
		.values({ ...row, call_back: false, called_back_by: null })
		.execute();
}

/** Applications that wait, with who vouched, the oldest first. */
export async function listApplications(tx: Tx) {
	const rows = await tx
		.selectFrom('application')
		.innerJoin('organisation', 'organisation.id', 'application.organisation')
		.leftJoin('organisation as entry', (join) =>
			join.onRef('entry.id', '=', 'application.claims').on('entry.state', '=', 'listed'),
		)
		.select([
			'entry.slug as claims_slug',
			'entry.name_ru as claims_name_ru',
			'entry.name_en as claims_name_en',
			'entry.telephone as claims_telephone',
			'organisation.id',
			'organisation.name_ru',
			'organisation.name_en',
			'organisation.town_ru',
			'organisation.town_en',
			'organisation.town_slug',
			'organisation.region',
			'organisation.about_ru',
			'organisation.about_en',
			'application.contact_sealed',
			'application.call_back',
			'application.applied_on',
		])
		.where('organisation.state', '=', 'applied')
		.orderBy('application.applied_on')
		.execute();
	const vouchings = await tx.selectFrom('vouching').select(['organisation', 'by_organisation']).execute();
	return rows.map((row) => ({
		...row,
		vouchedBy: vouchings.filter((v) => v.organisation === row.id).map((v) => v.by_organisation),
	}));
}

/** One application that waits. */
export async function findApplication(
	tx: Tx,
	organisation: string,
): Promise<(Selectable<ApplicationTable> & { vouchers: number }) | undefined> {
	const row = await tx
		.selectFrom('application')
		.innerJoin('organisation', 'organisation.id', 'application.organisation')
		.selectAll('application')
		.where('application.organisation', '=', organisation)
		.where('organisation.state', '=', 'applied')
		.executeTakeFirst();
	if (!row) return undefined;
	const vouchings = await tx
		.selectFrom('vouching')
		.select('by_organisation')
		.where('organisation', '=', organisation)
		.execute();
	return { ...row, vouchers: vouchings.length };
}

/** One voice an organisation: a second one changes nothing. */
export async function insertVouching(
	tx: Tx,
	row: { organisation: string; by_organisation: string; by_person: string; vouched_on: string },
): Promise<void> {
	await tx
		.insertInto('vouching')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function updateCalledBack(tx: Tx, organisation: string, by: string): Promise<void> {
	await tx
		.updateTable('application')
		.set({ call_back: true, called_back_by: by })
		.where('organisation', '=', organisation)
		.execute();
}

/** In the name of which of their organisations a person has vouched already. */
export async function findVouching(
	tx: Tx,
	organisation: string,
	person: string,
): Promise<string | undefined> {
	const row = await tx
		.selectFrom('vouching')
		.select('by_organisation')
		.where('organisation', '=', organisation)
		.where('by_person', '=', person)
		.executeTakeFirst();
	return row?.by_organisation;
}
