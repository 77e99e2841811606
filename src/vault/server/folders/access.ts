import { sql } from 'kysely';
import { whoever, type Access } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';

interface VaultAt {
	readonly organisation: string;
	readonly vault: string;
}
interface FolderAt {
	readonly organisation: string;
	readonly folder: string;
}

/** Members who hold the vault's present epoch. A grant of an earlier one alone opens no door. */
export function holdersOf<Input extends VaultAt>(): Access<Input> {
	return whoever('holds the vault named', ({ actor, input, tx }) => holdsVault(tx, actor.person, input));
}

/** Members who hold the vault through which they write. */
export function holdersThrough<Input extends { readonly through: VaultAt }>(): Access<Input> {
	return whoever('holds the vault it is written through', ({ actor, input, tx }) =>
		holdsVault(tx, actor.person, input.through),
	);
}

/** Members who hold the vault of the folder. */
export function ownersOfFolder<Input extends FolderAt>(): Access<Input> {
	return whoever('holds the vault that owns the folder', ({ actor, input, tx }) =>
		ownsFolder(tx, actor.person, input),
	);
}

/** Whether a person holds the vault that a folder belongs to. */
export async function ownsFolder(tx: Tx, person: string, at: FolderAt): Promise<boolean> {
	return (await findHolding(tx, person, at)).some((one) => one.owner);
}

/** Members who hold the vault of the folder, or a vault it was shared with. */
export function readersOfFolder<Input extends FolderAt>(): Access<Input> {
	return whoever(
		'holds the vault that owns the folder, or one it is shared with',
		async ({ actor, input, tx }) => (await findHolding(tx, actor.person, input)).length > 0,
	);
}

/** Members who reach the folder that the file belongs to. */
export function readersOfFile<Input extends { organisation: string; file: string }>(): Access<Input> {
	return whoever('reaches the folder of the file', ({ actor, input, tx }) =>
		reachesFile(tx, actor.person, input),
	);
}

export async function reachesFile(
	tx: Tx,
	person: string,
	{ organisation, file }: { organisation: string; file: string },
): Promise<boolean> {
	const row = await tx
		.selectFrom('sealed_file')
		.select('folder')
		.where('organisation', '=', organisation)
		.where('id', '=', file)
		.executeTakeFirst();
	return (
		row !== undefined && (await findHolding(tx, person, { organisation, folder: row.folder })).length > 0
	);
}

export async function holdsVault(tx: Tx, person: string, at: VaultAt): Promise<boolean> {
	const { rows } = await sql`select from accord.vault v join accord.vault_grant g
		on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
		where v.organisation = ${at.organisation} and v.id = ${at.vault} and g.person = ${person}`.execute(tx);
	return rows.length > 0;
}

/** The vaults through which a person holds a folder, the owner's first. */
export async function findHolding(
	tx: Tx,
	person: string,
	at: FolderAt,
): Promise<{ organisation: string; vault: string; owner: boolean }[]> {
	const { rows } = await sql<{
		organisation: string;
		vault: string;
		owner: boolean;
	}>`select v.organisation, v.id as vault, w.owner from (
			select f.organisation, f.vault, true as owner from accord.folder f
				where f.organisation = ${at.organisation} and f.id = ${at.folder}
			union all
			select s.with_organisation, s.with_vault, false from accord.folder_share s
				where s.organisation = ${at.organisation} and s.folder = ${at.folder} and s.state = 'open'
		) w join accord.vault v on v.organisation = w.organisation and v.id = w.vault
		join accord.vault_grant g on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
		where g.person = ${person} order by w.owner desc, v.organisation, v.id`.execute(tx);
	return rows;
}
