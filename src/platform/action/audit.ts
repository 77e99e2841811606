import type { Tx } from '../db/database.ts';
import type { PersonId } from '../ids.ts';

declare module '../db/database.ts' {
	interface Database {
		audit: { id?: number; at: Date; person: string; action: string; object_kind: string; object_id: string };
	}
}

/** Who did what to which object, and when; never content. One row an object, one if there is none. */
export async function insertAudit(
	tx: Tx,
	entry: { person: PersonId; action: string; objects: readonly { kind: string; id: string }[]; at: Date },
): Promise<void> {
	const objects = entry.objects.length > 0 ? entry.objects : [{ kind: '', id: '' }];
	await tx
		.insertInto('audit')
		.values(
			objects.map(({ kind, id }) => ({
				at: entry.at,
				person: entry.person,
				action: entry.action,
				object_kind: kind,
				object_id: id,
			})),
		)
		.execute();
}
