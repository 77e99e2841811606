import './need-tables.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { AgreementState } from '../model/agreement.ts';
import type { ListingRef } from '../model/listing.ts';
import type { AgreementTable } from './need-tables.ts';

/** What two organisations have to do with each other about one listing. */
export interface Agreement {
	readonly listing: ListingRef;
	readonly with: string;
	readonly withListing: string | null;
	readonly state: AgreementState;
	readonly changed: string;
	/** Of the listing, when it was proposed. */
	readonly version: number;
}

function toAgreement(row: Selectable<AgreementTable>): Agreement {
	return {
		listing: { organisation: row.organisation, id: row.listing },
		with: row.with_organisation,
		withListing: row.with_listing,
		state: row.state,
		changed: row.changed_on,
		version: row.listing_version,
	};
}

/** Every agreement in which an organisation has a part, the latest change first. */
export async function listAgreements(tx: Tx, organisation: string): Promise<Agreement[]> {
	const rows = await tx
		.selectFrom('directory_agreement')
		.selectAll()
		.where((eb) => eb.or([eb('organisation', '=', organisation), eb('with_organisation', '=', organisation)]))
		.orderBy('changed_on', 'desc')
		.orderBy('listing')
		.limit(400)
		.execute();
	return rows.map(toAgreement);
}

/** The agreement of one listing with one organisation, under its lock. */
export async function findAgreement(
	tx: Tx,
	{ organisation, id }: ListingRef,
	other: string,
): Promise<Agreement | undefined> {
	const row = await tx
		.selectFrom('directory_agreement')
		.selectAll()
		.where('organisation', '=', organisation)
		.where('listing', '=', id)
		.where('with_organisation', '=', other)
		.forUpdate()
		.executeTakeFirst();
	return row && toAgreement(row);
}

/** Proposes, or proposes again what was taken back or called off. */
export async function insertAgreement(tx: Tx, { listing, ...one }: Agreement): Promise<void> {
	const moving = {
		with_listing: one.withListing,
		state: one.state,
		changed_on: one.changed,
		listing_version: one.version,
	};
	await tx
		.insertInto('directory_agreement')
		.values({
			organisation: listing.organisation,
			listing: listing.id,
			with_organisation: one.with,
			...moving,
		})
		.onConflict((conflict) =>
			conflict.columns(['organisation', 'listing', 'with_organisation']).doUpdateSet(moving),
		)
		.execute();
}

export async function updateAgreement(
	tx: Tx,
	{ organisation, id }: ListingRef,
	other: string,
	to: Pick<Agreement, 'state' | 'changed' | 'version'>,
): Promise<void> {
	await tx
		.updateTable('directory_agreement')
		.set({ state: to.state, changed_on: to.changed, listing_version: to.version })
		.where('organisation', '=', organisation)
		.where('listing', '=', id)
		.where('with_organisation', '=', other)
		.execute();
}
