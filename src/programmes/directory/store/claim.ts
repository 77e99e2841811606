import type { ColumnType } from 'kysely';
import type { Tx } from '#platform/db/database.ts';

export interface ClaimTable {
	organisation: string;
	entry: string;
	claimed_on: string;
	called_back_by: ColumnType<string | null, string | null | undefined>;
}
export interface ClaimVouchingTable {
	organisation: string;
	entry: string;
	by_organisation: string;
	by_person: string;
	vouched_on: string;
}

declare module '#platform/db/database.ts' {
	interface Database {
		directory_claim: ClaimTable;
		directory_claim_vouching: ClaimVouchingTable;
	}
}

/** A member says that an entry is its own; said twice, it is said once. */
export async function insertClaim(
	tx: Tx,
	row: { organisation: string; entry: string; claimed_on: string },
): Promise<void> {
	await tx
		.insertInto('directory_claim')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** A claim is taken back, or found wrong. */
export async function deleteClaim(tx: Tx, organisation: string, entry: string): Promise<boolean> {
	const gone = await tx
		.deleteFrom('directory_claim')
		.where('organisation', '=', organisation)
		.where('entry', '=', entry)
		.executeTakeFirst();
	return gone.numDeletedRows > 0n;
}

/** What members say is theirs, with who vouched; the oldest first. */
export async function listClaims(
	tx: Tx,
	of: { readonly entry?: string; readonly organisation?: string } = {},
) {
	let query = tx
		.selectFrom('directory_claim as c')
		.innerJoin('organisation as o', 'o.id', 'c.organisation')
		.innerJoin('organisation as e', 'e.id', 'c.entry')
		.select(['c.organisation', 'c.entry', 'c.claimed_on', 'c.called_back_by'])
		.select(['o.name_ru', 'o.name_en', 'o.slug', 'e.slug as entry_slug'])
		.select(['e.name_ru as entry_name_ru', 'e.name_en as entry_name_en'])
		.where('e.state', '=', 'listed')
		.where('o.state', '=', 'active');
	if (of.entry !== undefined) query = query.where('c.entry', '=', of.entry);
	if (of.organisation !== undefined) query = query.where('c.organisation', '=', of.organisation);
	const rows = await query.orderBy('c.claimed_on').orderBy('c.organisation').execute();
	const vouchings = await tx.selectFrom('directory_claim_vouching').selectAll().execute();
	return rows.map((row) => ({
		...row,
		vouchings: vouchings.filter((one) => one.organisation === row.organisation && one.entry === row.entry),
	}));
}

/** One voice an organisation and a person: a second one changes nothing. */
export async function insertClaimVouching(tx: Tx, row: ClaimVouchingTable): Promise<void> {
	await tx
		.insertInto('directory_claim_vouching')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** The office called the organisation of the entry back, and knows that they are the same. */
export async function updateClaimCalledBack(
	tx: Tx,
	at: { organisation: string; entry: string },
	by: string,
): Promise<void> {
	await tx
		.updateTable('directory_claim')
		.set({ called_back_by: by })
		.where('organisation', '=', at.organisation)
		.where('entry', '=', at.entry)
		.execute();
}
