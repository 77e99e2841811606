import './need-tables.ts';
import { sql, type Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { KeptState, Listing, ListingKind, ListingRef, Side } from '../model/listing.ts';
import type { ListingTable } from './need-tables.ts';

/** How many of others' listings one answer looks through. */
const MOST = 400;

function toListing(row: Selectable<ListingTable>): Listing {
	return {
		organisation: row.organisation,
		id: row.id,
		side: row.side,
		kind: row.kind,
		region: row.region,
		town: row.town,
		from: row.from_on,
		until: row.until_on,
		expires: row.expires_on,
		quantity: row.quantity,
		words: row.words,
		audience: row.audience,
		state: row.state,
		placed: row.placed_on,
		version: row.version,
	};
}

/** An organisation's own listings, the latest first. */
export async function listOwnListings(tx: Tx, organisation: string): Promise<Listing[]> {
	const rows = await tx
		.selectFrom('directory_listing')
		.selectAll()
		.where('organisation', '=', organisation)
		.where('state', '<>', 'withdrawn')
		.orderBy('placed_on', 'desc')
		.orderBy('id')
		.limit(MOST)
		.execute();
	return rows.map(toListing);
}

/** What others have open, as far as the reader may see it: the latest first. */
export async function listOpenListings(
	tx: Tx,
	reader: string,
	today: string,
	asked: {
		readonly sides?: readonly Side[];
		readonly kinds?: readonly ListingKind[];
		readonly region?: string;
	},
): Promise<Listing[]> {
	let query = tx
		.selectFrom('directory_listing')
		.selectAll()
		.where('state', '=', 'open')
		.where('expires_on', '>=', today)
		.where('organisation', '<>', reader);
	if (asked.sides) query = query.where('side', 'in', asked.sides);
	if (asked.kinds) query = query.where('kind', 'in', asked.kinds);
	const { region } = asked;
	if (region !== undefined)
		query = query.where((eb) => eb.or([eb('region', '=', region), eb('region', 'is', null)]));
	const rows = await query.orderBy('placed_on', 'desc').orderBy('id').limit(MOST).execute();
	return rows.map(toListing);
}

/** What is looked for among others: null is anywhere. */
export type Asked = Pick<Listing, 'kind' | 'side' | 'region'>;
/** How many of each that is asked for are compared, of its region, of anywhere and of elsewhere each. */
const MOST_OF_ONE = 60;

/**
 * What others have open of the kinds asked for, as far as the reader may see it: what is of the region and what is
 * bound to no place first, and the latest of elsewhere. Each is read off an index in its order, so that the
 * country's other thousands are never looked at.
 */
export async function listAskedListings(
	tx: Tx,
	reader: string,
	today: string,
	asked: readonly Asked[],
): Promise<Listing[]> {
	if (asked.length === 0) return [];
	const open = sql`select l.* from accord.directory_listing l
		where l.state = 'open' and l.kind = asked.kind and l.side = asked.side
			and l.expires_on >= ${today} and l.organisation <> ${reader}`;
	const latest = sql`order by l.placed_on desc, l.id limit ${MOST_OF_ONE}`;
	const { rows } = await sql<Selectable<ListingTable>>`
		select found.* from (select distinct kind, side, region
			from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(kind text, side text, region text)) asked
		cross join lateral ((${open} and l.region = asked.region ${latest})
			union all (${open} and l.region is null ${latest})
			union all (${open} ${latest})) found`.execute(tx);
	return [...new Map(rows.map((row) => [`${row.organisation} ${row.id}`, toListing(row)])).values()];
}

/** Listings by their names, in whatever state. */
export async function listListings(tx: Tx, refs: readonly ListingRef[]): Promise<Listing[]> {
	if (refs.length === 0) return [];
	const rows = await tx
		.selectFrom('directory_listing')
		.selectAll()
		.where((eb) =>
			eb.or(
				refs.map(({ organisation, id }) =>
					eb.and([eb('organisation', '=', organisation), eb('id', '=', id)]),
				),
			),
		)
		.execute();
	return rows.map(toListing);
}

/** One listing, if the reader may see it; with its row's lock for whoever is about to change it. */
export async function findListing(
	tx: Tx,
	{ organisation, id }: ListingRef,
	{ lock = false } = {},
): Promise<Listing | undefined> {
	let query = tx
		.selectFrom('directory_listing')
		.selectAll()
		.where('organisation', '=', organisation)
		.where('id', '=', id);
	if (lock) query = query.forUpdate();
	const row = await query.executeTakeFirst();
	return row && toListing(row);
}

/** A new listing; the same one again changes nothing. */
export async function insertListing(tx: Tx, one: Listing): Promise<void> {
	await tx
		.insertInto('directory_listing')
		.values({
			organisation: one.organisation,
			id: one.id,
			side: one.side,
			kind: one.kind,
			region: one.region,
			town: one.town,
			from_on: one.from,
			until_on: one.until,
			expires_on: one.expires,
			quantity: one.quantity,
			words: one.words,
			audience: one.audience,
			state: one.state,
			placed_on: one.placed,
			version: one.version,
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Writes what was put otherwise. */
export async function updateListing(tx: Tx, one: Listing): Promise<void> {
	await tx
		.updateTable('directory_listing')
		.set({
			from_on: one.from,
			until_on: one.until,
			expires_on: one.expires,
			quantity: one.quantity,
			words: one.words,
			audience: one.audience,
			version: one.version,
		})
		.where('organisation', '=', one.organisation)
		.where('id', '=', one.id)
		.execute();
}

export async function updateListingState(
	tx: Tx,
	{ organisation, id }: ListingRef,
	state: KeptState,
): Promise<void> {
	await tx
		.updateTable('directory_listing')
		.set({ state })
		.where('organisation', '=', organisation)
		.where('id', '=', id)
		.execute();
}
