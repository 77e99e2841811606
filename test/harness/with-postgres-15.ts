import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type Postgres } from '#platform/postgres/index.ts';
import type { TestDatabase } from './with-database.ts';

const programmes = '/usr/lib/postgresql/15/bin';

/** What version 15 does not know yet, or spells otherwise. */
const settings = { io_method: null, autovacuum_worker_slots: null, log_connections: 'off' };

/** Gives a test file a server of Debian 12's PostgreSQL, with one empty database that is not migrated. */
export function withPostgres15(): TestDatabase {
	let postgres: Postgres | undefined;
	let place: string | undefined;
	beforeAll(async () => {
		if (!existsSync(programmes)) {
			throw new Error('PostgreSQL 15 is not installed: apt-get install postgresql-15');
		}
		place = await mkdtemp(path.join(os.tmpdir(), 'accord-postgres-15-'));
		postgres = await startPostgres({
			dataDir: path.join(place, 'data'),
			programmes: {
				postgres: path.join(programmes, 'postgres'),
				initdb: path.join(programmes, 'initdb'),
				clusterOptions: ['--encoding=UTF8', '--locale=C.UTF-8', '--auth=scram-sha-256', '--wal-segsize=4'],
			},
			settings,
		});
	});
	afterAll(async () => {
		await postgres?.stop();
		if (place) await rm(place, { recursive: true, force: true });
	});
	return {
		get url() {
			if (!postgres) throw new Error('The server is there once the tests of the file have begun.');
			return postgres.url;
		},
	};
}
