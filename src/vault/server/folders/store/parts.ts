import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import { nextChange } from '../../store/change.ts';

/*
 * What a receiving organisation keeps for itself of a folder that was shared with it: rows of its own, under the
 * folder's id. The owner neither sees nor touches them.
 */

interface At {
	readonly organisation: string;
	readonly folder: string;
}
interface VaultAt {
	readonly organisation: string;
	readonly vault: string;
}

/** Whether the acting member holds the vault, and the folder is open to it; never where it owns one of that id. */
export async function findPart(tx: Tx, at: At, through: VaultAt): Promise<boolean> {
	const { rows } = await sql`select from accord.folder_share s
		join accord.vault v on v.organisation = s.with_organisation and v.id = s.with_vault
		join accord.vault_grant g on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
			and g.person = accord.acting_person()
		where s.organisation = ${at.organisation} and s.folder = ${at.folder} and s.state = 'open'
			and s.with_organisation = ${through.organisation} and s.with_vault = ${through.vault}
			and not exists (select from accord.folder f where f.organisation = s.with_organisation and f.id = s.folder)`.execute(
		tx,
	);
	return rows.length > 0;
}

/** Something of the part changed: the receiving vault hears of it, and nobody else. */
export async function updatePartChange(tx: Tx, at: At, through: VaultAt, quiet: boolean): Promise<number> {
	const change = await nextChange(tx, through.organisation, through.vault);
	await tx
		.updateTable('folder_share')
		.set(quiet ? { change } : { change, entry_change: change })
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('with_organisation', '=', through.organisation)
		.where('with_vault', '=', through.vault)
		.execute();
	return change;
}

/** Whether the acting member holds the present epoch of a vault. */
export async function actorHolds(tx: Tx, at: VaultAt): Promise<boolean> {
	const { rows } = await sql`select from accord.vault v join accord.vault_grant g
		on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
		where v.organisation = ${at.organisation} and v.id = ${at.vault} and g.person = accord.acting_person()`.execute(
		tx,
	);
	return rows.length > 0;
}
