import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import { announce } from '#platform/live/bus.ts';

/**
 * Takes the next number of a vault's change counter (its row stays locked until the transaction ends) and
 * announces it with the commit. Every change of anything in a vault takes one: it is the cursor of sync.
 * Works for members, and for a sender who hands something in.
 */
export async function nextChange(tx: Tx, organisation: string, vault: string): Promise<number> {
	const { rows } = await sql<{
		change: number | null;
	}>`select accord.next_change(${organisation}, ${vault}) as change`.execute(tx);
	const change = rows[0]?.change;
	if (typeof change !== 'number') throw new RangeError('There is no such vault to advance');
	await announce(tx, { kind: 'vault', organisation, vault, change });
	return change;
}
