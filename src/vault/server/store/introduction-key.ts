import '../tables.ts';
import type { Tx } from '#platform/db/database.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import type { OrganisationAnswer } from '../model.ts';

/** The introduction key of an organisation, as it signed it. */
export async function findIntroductionKey(
	tx: Tx,
	organisation: string,
): Promise<{ bytes: SignedDocument; issued: Date } | undefined> {
	const row = await tx
		.selectFrom('introduction_key')
		.select(['bytes', 'issued_at'])
		.where('organisation', '=', organisation)
		.executeTakeFirst();
	return row && { bytes: new Uint8Array(row.bytes) as SignedDocument, issued: row.issued_at };
}

/** The same for the organisation's own members. */
export async function describeIntroductionKey(
	tx: Tx,
	organisation: string,
): Promise<Pick<OrganisationAnswer, 'introduction'>> {
	const found = await findIntroductionKey(tx, organisation);
	return found ? { introduction: toBase64url(found.bytes) } : {};
}

/** Keeps a key that is newer than the one before; false where it is not. */
export async function updateIntroductionKey(
	tx: Tx,
	key: { organisation: string; bytes: Uint8Array; issued_at: Date },
): Promise<boolean> {
	const { bytes, issued_at } = key;
	const kept = await tx
		.insertInto('introduction_key')
		.values(key)
		.onConflict((conflict) =>
			conflict
				.column('organisation')
				.doUpdateSet({ bytes, issued_at })
				.where('introduction_key.issued_at', '<', issued_at),
		)
		.executeTakeFirst();
	return kept.numInsertedOrUpdatedRows === 1n;
}

/** So many keys in one answer. */
const PAGE = 1000;

/** Everybody's keys, a page at a time: whoever wishes to meet somebody asks for all, and tells nobody for whom. */
export async function listIntroductionKeys(
	tx: Tx,
	after: string | null,
): Promise<{ keys: { organisation: string; document: string }[]; next: string | null }> {
	let query = tx.selectFrom('introduction_key').select(['organisation', 'bytes']);
	if (after !== null) query = query.where('organisation', '>', after);
	const rows = await query.orderBy('organisation').limit(PAGE).execute();
	return {
		keys: rows.map(({ organisation, bytes }) => ({ organisation, document: toBase64url(bytes) })),
		next: rows.length < PAGE ? null : (rows.at(-1)?.organisation ?? null),
	};
}
