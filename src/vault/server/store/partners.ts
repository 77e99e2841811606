import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';

/** Whether the acting member holds a folder that the other organisation holds, or wrote in, as well. */
export async function holdsFolderWith(tx: Tx, organisation: string): Promise<boolean> {
	const { rows } = await sql<{
		holds: boolean;
	}>`select accord.holds_folder_with(${organisation}) as holds`.execute(tx);
	return rows[0]?.holds ?? false;
}

/** The other organisation's log from its first record; none for whoever holds nothing together with it. */
export async function listPartnerRecords(tx: Tx, organisation: string): Promise<Uint8Array[]> {
	const { rows } = await sql<{
		bytes: Buffer;
	}>`select bytes from accord.partner_log(${organisation}) order by place`.execute(tx);
	return rows.map(({ bytes }) => new Uint8Array(bytes));
}
