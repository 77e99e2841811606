import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/**
 * Queues a job in the transaction that makes it needed. Payloads carry ids only. A job key makes
 * repeated calls one job; `runAt` later batches what need not be told at once.
 */
export async function queueJob(
	tx: Tx,
	task: string,
	payload: Readonly<Record<string, string | number>> = {},
	more: { key?: string; runAt?: Date } = {},
): Promise<void> {
	await sql`select accord.queue_job(${task}, ${JSON.stringify(payload)}::json, ${more.key ?? null}, ${more.runAt ?? null})`.execute(
		tx,
	);
}
