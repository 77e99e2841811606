import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#platform/config.ts';
import { startPostgres } from '#platform/postgres/index.ts';

/** What the server makes in its data folder; anything else there is not ours to remove. */
const ours = ['demonstration.json', 'files', 'keys', 'mail', 'run', 'postgres'] as const;

/**
 * Takes away a demonstration that was broken off while it was being filled: nobody's work is in it, for the
 * filling begins in an empty folder only. A database of somebody else's (DATABASE_URL) is left alone.
 */
export async function clearHalfFilled({ dataDir, databaseUrl }: Config): Promise<void> {
	if (databaseUrl !== undefined) {
		throw new Error(
			'The demonstration in the database of DATABASE_URL was left half filled. Name an empty database, and another folder in ACCORD_DATA. Nothing was changed.',
		);
	}
	const folder = join(dataDir, 'postgres');
	// Whoever still works in it is asked to stop first (this refuses then), and what a killed one left is ended.
	const postgres = await startPostgres({ dataDir: folder });
	await postgres.stop();
	for (const name of ours) await rm(join(dataDir, name), { recursive: true, force: true });
}
