import { sql, type Generated } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { SealedWishes } from '#vault/format/envelope.ts';
import type { WishRow } from '#vault/format/wishes.ts';
import type { Changed } from '../rules/wishes.ts';

export interface WishListTable {
	organisation: string;
	bytes: Uint8Array;
	since_on: string;
	changed: number;
}
export interface WishTable {
	organisation: string;
	token: Uint8Array;
	proof: Uint8Array;
	told: Generated<boolean>;
}

declare module '#platform/db/database.ts' {
	interface Database {
		directory_wish_list: WishListTable;
		directory_wish: WishTable;
	}
}

export interface WishList extends Changed {
	readonly bytes: SealedWishes;
}

/** The sealed list of an organisation; under its lock, for whoever changes it. */
export async function findWishList(
	tx: Tx,
	organisation: string,
	{ lock = false }: { lock?: boolean } = {},
): Promise<WishList | undefined> {
	const query = tx.selectFrom('directory_wish_list').selectAll().where('organisation', '=', organisation);
	const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
	if (!row) return undefined;
	const { since_on: since, changed } = row;
	return { bytes: new Uint8Array(row.bytes) as SealedWishes, since, changed };
}

/** What of an organisation's wishes is compared. */
export async function listWishes(tx: Tx, organisation: string): Promise<WishRow[]> {
	const rows = await tx
		.selectFrom('directory_wish')
		.select(['token', 'proof'])
		.where('organisation', '=', organisation)
		.orderBy('token')
		.execute();
	return rows.map(({ token, proof }) => ({ token: new Uint8Array(token), proof: new Uint8Array(proof) }));
}

/** Whose tokens are equal to the organisation's own. */
export async function listEqual(
	tx: Tx,
	organisation: string,
): Promise<(WishRow & { organisation: string })[]> {
	const { rows } = await sql<{ organisation: string; token: Uint8Array; proof: Uint8Array }>`
		select * from accord.equal_wishes(${organisation}) order by organisation, token`.execute(tx);
	return rows.map((row) => ({
		organisation: row.organisation,
		token: new Uint8Array(row.token),
		proof: new Uint8Array(row.proof),
	}));
}

/** Keeps a list and what is compared of it; rows that stay are left as they are. False where a colleague was quicker. */
export async function updateWishes(
	tx: Tx,
	organisation: string,
	list: WishList,
	{ gone, added, isFirst }: { gone: readonly WishRow[]; added: readonly WishRow[]; isFirst: boolean },
): Promise<boolean> {
	const { bytes, since: since_on, changed } = list;
	const row = { bytes, since_on, changed };
	if (isFirst) {
		const begun = await tx
			.insertInto('directory_wish_list')
			.values({ organisation, ...row })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		if (begun.numInsertedOrUpdatedRows !== 1n) return false;
	} else
		await tx.updateTable('directory_wish_list').set(row).where('organisation', '=', organisation).execute();
	for (const { token } of gone) {
		await tx
			.deleteFrom('directory_wish')
			.where('organisation', '=', organisation)
			.where('token', '=', token)
			.execute();
	}
	if (added.length > 0) {
		const values = added.map(({ token, proof }) => ({ organisation, token, proof }));
		await tx.insertInto('directory_wish').values(values).execute();
	}
	return true;
}
