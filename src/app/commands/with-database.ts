import { join } from 'node:path';
import type { Config } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { startPostgres } from '#platform/postgres/index.ts';

/**
 * Runs `work` on the database of the data folder, migrated: the one that a running server uses, or one
 * started for this.
 */
export async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
	const postgres = await startPostgres({
		dataDir: join(config.dataDir, 'postgres'),
		databaseUrl: config.databaseUrl,
		whenRunning: 'join',
	});
	try {
		await migrate(postgres.url);
		return await work(postgres.url);
	} finally {
		await postgres.stop();
	}
}
