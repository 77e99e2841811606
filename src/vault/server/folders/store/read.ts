import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { Chain } from '../../../format/model.ts';

export interface ChangedRow {
	readonly organisation: string;
	readonly id: string;
	readonly vault: string;
	readonly kind: string;
	readonly change: number;
	readonly cover: Uint8Array | null;
	readonly entries: number;
	readonly stale: boolean;
	readonly shared: boolean;
	readonly closed: boolean;
	readonly destroyed: boolean;
	readonly destruction: Uint8Array | null;
	readonly facts: Record<string, string | number | boolean | null> | null;
}

/** A vault's counter, and the restore that set it back. */
export function findVaultChange(tx: Tx, at: { organisation: string; vault: string }) {
	return tx
		.selectFrom('vault')
		.select(['change', 'restored', 'restored_change'])
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.vault)
		.executeTakeFirstOrThrow();
}

/**
 * Folders of a vault and folders shared with it, by the vault's counter: after a cursor in the order of
 * change, or from a point back, newest first.
 */
export async function listChanged(
	tx: Tx,
	at: { organisation: string; vault: string },
	range: { after: number } | { before: number },
	limit: number,
): Promise<ChangedRow[]> {
	const forward = 'after' in range;
	const bound = forward ? range.after : range.before;
	const within = (column: string) =>
		forward ? sql`${sql.ref(column)} > ${bound}` : sql`${sql.ref(column)} <= ${bound}`;
	const order = forward ? sql`asc` : sql`desc`;
	const { rows } = await sql<ChangedRow>`
		select w.*, x.facts from (
			(select f.organisation, f.id, f.vault, f.kind, f.change, f.cover, f.entry_change as entries, f.entry_change > f.cover_change as stale,
				false as shared, false as closed, f.destroyed, f.destruction
			from accord.folder f
			where f.organisation = ${at.organisation} and f.vault = ${at.vault} and ${within('f.change')}
			order by f.change ${order} limit ${limit})
			union all
			(select s.organisation, s.folder, coalesce(f.vault, s.with_vault), coalesce(f.kind, ''), s.change, s.cover, s.entry_change,
				s.entry_change > s.cover_change, true, s.state = 'closed',
				coalesce(f.destroyed, false), f.destruction
			from accord.folder_share s
			left join accord.folder f on f.organisation = s.organisation and f.id = s.folder
			where s.with_organisation = ${at.organisation} and s.with_vault = ${at.vault} and s.state <> 'waiting'
				and ${within('s.change')}
			order by s.change ${order} limit ${limit})
		) w left join accord.folder_facts x on x.organisation = w.organisation and x.folder = w.id
		order by w.change ${order} limit ${limit}`.execute(tx);
	return rows;
}

export function findFolder(tx: Tx, at: { organisation: string; folder: string }) {
	return tx
		.selectFrom('folder')
		.select(['vault', 'kind', 'cover', 'change', 'destroyed', 'destruction'])
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.folder)
		.executeTakeFirst();
}

/** What a programme keeps beside a folder's sealed parts, for those who own the folder. */
export async function findBeside(tx: Tx, at: { organisation: string; folder: string }) {
	const row = await tx
		.selectFrom('folder_beside')
		.select(['brought_back_by as by', 'beside as more'])
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.executeTakeFirst();
	return row ? { beside: row } : {};
}

export function findShare(
	tx: Tx,
	at: { organisation: string; folder: string },
	through: { organisation: string; vault: string },
) {
	return tx
		.selectFrom('folder_share')
		.select(['cover', 'state', 'change', 'chains'])
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('with_organisation', '=', through.organisation)
		.where('with_vault', '=', through.vault)
		.executeTakeFirst();
}

/** Hashes of the entries that bear one of these ids. */
export async function listHashes(
	tx: Tx,
	at: { organisation: string; folder: string },
	ids: readonly string[],
): Promise<Map<string, { hash: Uint8Array; change: number }>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.selectFrom('entry')
		.select(['id', 'hash', 'change'])
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, ...row }) => [id, row]));
}

export function listEntries(
	tx: Tx,
	at: { organisation: string; folder: string },
	chains: readonly Chain[],
	after: number,
) {
	return tx
		.selectFrom('entry')
		.select(['bytes', 'change'])
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('chain', 'in', chains)
		.where('change', '>', after)
		.orderBy('change')
		.orderBy('id')
		.execute();
}

export async function countEntries(
	tx: Tx,
	at: { organisation: string; folder: string },
	chains: readonly Chain[],
): Promise<number> {
	const row = await tx
		.selectFrom('entry')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('chain', 'in', chains)
		.executeTakeFirstOrThrow();
	return row.count;
}

/** All key boxes of a folder, or those addressed to one receiving vault. */
export function listChainKeys(
	tx: Tx,
	at: { organisation: string; folder: string },
	to?: { organisation: string; vault: string },
) {
	let keys = tx
		.selectFrom('chain_key')
		.select('bytes')
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder);
	if (to) keys = keys.where('addressed_to', 'like', `vault:${to.organisation}:${to.vault}:%`);
	return keys.orderBy('change').execute();
}
