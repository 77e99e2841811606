import type { Reader, Tx } from '#platform/db/database.ts';
import type { SignedDocument } from '../../format/envelope.ts';

export async function insertRestoration(
	tx: Tx,
	proposal: { organisation: string; person: string; record: Uint8Array; proposed_by: string },
): Promise<void> {
	const { record, proposed_by } = proposal;
	await tx
		.insertInto('restoration')
		.values(proposal)
		.onConflict((conflict) =>
			conflict.columns(['organisation', 'person']).doUpdateSet({ record, proposed_by }),
		)
		.execute();
}

export async function deleteRestoration(tx: Tx, organisation: string, person: string): Promise<void> {
	await tx
		.deleteFrom('restoration')
		.where('organisation', '=', organisation)
		.where('person', '=', person)
		.execute();
}

/** Keeps a checkpoint at its number; false where another has it. */
export async function insertCheckpoint(
	tx: Tx,
	checkpoint: {
		organisation: string;
		vault: string;
		number: number;
		change: number;
		person: string;
		bytes: Uint8Array;
	},
): Promise<boolean> {
	const kept = await tx
		.insertInto('checkpoint')
		.values(checkpoint)
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return kept.numInsertedOrUpdatedRows === 1n;
}

export async function listCheckpoints(tx: Tx, organisation: string, vault: string, after: number) {
	return tx
		.selectFrom('checkpoint')
		.select(['number', 'change', 'bytes'])
		.where('organisation', '=', organisation)
		.where('vault', '=', vault)
		.where('number', '>', after)
		.orderBy('number')
		.execute();
}

/** The number of the newest checkpoint of a vault; 0 before the first. */
export async function findCheckpointNumber(tx: Tx, organisation: string, vault: string): Promise<number> {
	const row = await tx
		.selectFrom('checkpoint')
		.select((select) => select.fn.max('number').as('last'))
		.where('organisation', '=', organisation)
		.where('vault', '=', vault)
		.executeTakeFirst();
	return row?.last ?? 0;
}

export async function updateIntakeKey(
	tx: Tx,
	key: { organisation: string; vault: string; epoch: number; bytes: Uint8Array; expires_at: Date },
): Promise<void> {
	const { epoch, bytes, expires_at } = key;
	await tx
		.insertInto('intake_key')
		.values(key)
		.onConflict((conflict) =>
			conflict.columns(['organisation', 'vault']).doUpdateSet({ epoch, bytes, expires_at }),
		)
		.execute();
}

/** One version of one of the network's documents; the newest unless another is asked for. */
export async function findPublicDocument(
	from: Reader,
	kind: 'organisations' | 'routing',
	version?: number,
): Promise<{ version: number; bytes: SignedDocument } | undefined> {
	let query = from.selectFrom('public_document').select(['version', 'bytes']).where('kind', '=', kind);
	if (version !== undefined) query = query.where('version', '=', version);
	const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
	return row && { version: row.version, bytes: new Uint8Array(row.bytes) as SignedDocument };
}

/** Keeps a version; false where there is one of that number. */
export async function insertPublicDocument(
	tx: Tx,
	document: { kind: 'organisations' | 'routing'; version: number; bytes: Uint8Array },
): Promise<boolean> {
	const kept = await tx
		.insertInto('public_document')
		.values(document)
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return kept.numInsertedOrUpdatedRows === 1n;
}
