import '../tables.ts';
import type { Tx } from '#platform/db/database.ts';
import '#vault/server/folders/index.ts';

interface At {
	readonly organisation: string;
	readonly folder: string;
}

/** The organisations with whom a folder is shared, open ones only. */
export async function listShares(tx: Tx, at: At): Promise<string[]> {
	const rows = await tx
		.selectFrom('folder_share')
		.select('with_organisation')
		.where('organisation', '=', at.organisation)
		.where('folder', '=', at.folder)
		.where('state', '=', 'open')
		.execute();
	return rows.map(({ with_organisation }) => with_organisation);
}

/** The vault through which an organisation holds a request's folder: its own, or the one it was shared with. */
export async function findShareVault(
	tx: Tx,
	request: At & { readonly vault: string },
	organisation: string,
): Promise<string | undefined> {
	if (organisation === request.organisation) return request.vault;
	const row = await tx
		.selectFrom('folder_share')
		.select('with_vault')
		.where('organisation', '=', request.organisation)
		.where('folder', '=', request.folder)
		.where('with_organisation', '=', organisation)
		.where('state', '=', 'open')
		.executeTakeFirst();
	return row?.with_vault;
}
