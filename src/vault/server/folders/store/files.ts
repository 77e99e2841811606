import type { Tx } from '#platform/db/database.ts';
import type { Chain } from '../../../format/model.ts';

export function findFileRow(tx: Tx, at: { organisation: string; file: string }) {
	return tx
		.selectFrom('sealed_file')
		.select(['folder', 'chain', 'chunks', 'complete'])
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.file)
		.executeTakeFirst();
}

export async function insertFile(
	tx: Tx,
	file: {
		organisation: string;
		id: string;
		folder: string;
		chain: Chain;
		chunks: number;
		started_on: string;
	},
): Promise<void> {
	await tx
		.insertInto('sealed_file')
		.values(file)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function updateFileComplete(
	tx: Tx,
	at: { organisation: string; file: string },
	size: number,
): Promise<void> {
	await tx
		.updateTable('sealed_file')
		.set(({ ref }) => ({ complete: true, received: ref('chunks'), size }))
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.file)
		.execute();
}
