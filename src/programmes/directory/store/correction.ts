import type { ColumnType } from 'kysely';
import type { Reader, Tx } from '#platform/db/database.ts';
import { asHouse } from '#platform/db/within.ts';
import type { Change, ChangeKind, Correctable } from '../model/correction.ts';

export interface CorrectionTable {
	organisation: string;
	id: string;
	field: string;
	locale: 'ru' | 'en';
	/** Text and source, sealed at rest. */
	sealed: Buffer;
	proposed_on: string;
}
export interface ChangeTable {
	organisation: string;
	id: string;
	kind: ChangeKind;
	about: string;
	before: ColumnType<unknown, string | null>;
	after: ColumnType<unknown, string | null>;
	changed_on: string;
}

declare module '#platform/db/database.ts' {
	interface Database {
		directory_correction: CorrectionTable;
		directory_change: ChangeTable;
	}
}

/** How many proposals wait for an organisation. */
export async function countCorrections(tx: Tx, organisation: string): Promise<number> {
	const { many } = await tx
		.selectFrom('directory_correction')
		.select((eb) => eb.fn.countAll<string>().as('many'))
		.where('organisation', '=', organisation)
		.executeTakeFirstOrThrow();
	return Number(many);
}

/** Keeps a proposal; one that was sent twice is kept once. */
export async function insertCorrection(tx: Tx, row: CorrectionTable): Promise<void> {
	await tx
		.insertInto('directory_correction')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Proposals on which the actor may decide, as far as the database lets them see; the oldest first. */
export async function listCorrections(tx: Tx, of: { readonly id?: string } = {}) {
	let query = tx
		.selectFrom('directory_correction as c')
		.innerJoin('organisation as o', 'o.id', 'c.organisation')
		.select(['c.organisation', 'c.id', 'c.field', 'c.locale', 'c.sealed', 'c.proposed_on'])
		.select(['o.slug', 'o.name_ru', 'o.name_en', 'o.state']);
	if (of.id !== undefined) query = query.where('c.id', '=', of.id);
	return query.orderBy('c.proposed_on').orderBy('c.id').limit(500).execute();
}

/** Takes a proposal away, decided on; false where there is none that the actor may decide on. */
export async function deleteCorrection(tx: Tx, organisation: string, id: string): Promise<boolean> {
	const gone = await tx
		.deleteFrom('directory_correction')
		.where('organisation', '=', organisation)
		.where('id', '=', id)
		.executeTakeFirst();
	return gone.numDeletedRows > 0n;
}

/** Forgets proposals on which nobody decided. */
export async function deleteOldCorrections(tx: Tx, before: string): Promise<void> {
	await tx.deleteFrom('directory_correction').where('proposed_on', '<', before).execute();
}

/** An entry of no member is in the directory no longer; what waited about it is forgotten. As the house. */
export async function updateTakenOff(tx: Tx, organisation: string): Promise<void> {
	await tx
		.updateTable('organisation')
		.set({ state: 'left' })
		.where('id', '=', organisation)
		.where('state', '=', 'listed')
		.execute();
	await tx.deleteFrom('directory_correction').where('organisation', '=', organisation).execute();
}

/** Writes down what changed in an entry; as the house. */
export async function insertChange(
	tx: Tx,
	change: {
		organisation: string;
		id: string;
		kind: ChangeKind;
		about: string;
		before?: unknown;
		after?: unknown;
		on: string;
	},
): Promise<void> {
	const { on, before, after, ...row } = change;
	const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
	await tx
		.insertInto('directory_change')
		.values({ ...row, before: json(before), after: json(after), changed_on: on })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** What changed in an entry by another way than its own form, the latest first. */
export async function listChanges(from: Reader, organisation: string): Promise<Change[]> {
	const rows = await from
		.selectFrom('directory_change')
		.select(['kind', 'about', 'changed_on'])
		.where('organisation', '=', organisation)
		.orderBy('changed_on', 'desc')
		.orderBy('id')
		.limit(20)
		.execute();
	return rows.map(({ kind, about, changed_on }) => ({ kind, about, changedOn: changed_on }));
}

/** Forgets the values that fields had and were given by corrections; that they were corrected stays. */
export async function updateChangesForgotten(
	tx: Tx,
	organisation: string,
	about: readonly Correctable[],
): Promise<void> {
	if (about.length === 0) return;
	await asHouse(tx, () =>
		tx
			.updateTable('directory_change')
			.set({ before: null, after: null })
			.where('organisation', '=', organisation)
			.where('kind', '=', 'corrected')
			.where('about', 'in', about)
			.execute(),
	);
}
