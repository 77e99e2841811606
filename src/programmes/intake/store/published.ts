import { sql } from 'kysely';
import '#vault/server/index.ts';
import type { Tx } from '#platform/db/database.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';

/** The newest public documents, and the certificate of every desk where somebody is left, as they were signed. */
export interface Published {
	readonly organisations: SignedDocument | undefined;
	readonly routing: SignedDocument | undefined;
	readonly certificates: readonly {
		readonly organisation: string;
		readonly vault: string;
		readonly bytes: Uint8Array;
	}[];
}

/** Reads them; verifies nothing. */
export async function listPublished(tx: Tx): Promise<Published> {
	const documents = await tx
		.selectFrom('public_document')
		.distinctOn('kind')
		.select(['kind', 'bytes'])
		.orderBy('kind')
		.orderBy('version', 'desc')
		.execute();
	const of = (kind: 'organisations' | 'routing') =>
		documents.find((document) => document.kind === kind)?.bytes as SignedDocument | undefined;
	const certificates = await tx
		.selectFrom('intake_key')
		.select(['organisation', 'vault', 'bytes'])
		// A desk with no active member takes no requests, however long its certificate still runs.
		.where(sql<boolean>`accord.desk_is_staffed(organisation, vault)`)
		.execute();
	return { organisations: of('organisations'), routing: of('routing'), certificates };
}
