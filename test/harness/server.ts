/**
 * One database server for a whole run of tests, started when the first file asks for it. Vitest runs
 * this before the tests, in its own process (`globalSetup`), and the files run in others: they ask
 * over a socket.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#platform/db/migrate.ts';
import { startPostgres, type Postgres } from '#platform/postgres/index.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Where to ask for the address of the run's database server. */
		askForServer: string;
	}
}

/** The database that every test file gets a copy of. */
export const template = 'accord_template';

/** What is lost in a power cut is of no interest here, and the disk is slow. */
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const place = await mkdtemp(path.join(os.tmpdir(), 'accord-tests-'));
	let starting: Promise<Postgres> | undefined;
	const start = async () => {
		const postgres = await startPostgres({
			dataDir: path.join(place, 'postgres'),
			settings: hasty,
		});
		await makeTemplate(postgres.url);
		return postgres;
	};
	const asked = createServer((caller) => {
		caller.on('error', () => undefined);
		starting ??= start();
		starting.then(
			({ url }) => caller.end(JSON.stringify({ url })),
			(problem: unknown) => caller.end(JSON.stringify({ problem: String(problem) })),
		);
	});
	const socket = path.join(place, 'ask');
	asked.listen(socket);
	await once(asked, 'listening');
	project.provide('askForServer', socket);
	return async () => {
		asked.close();
		const postgres = await starting?.catch(() => undefined);
		await postgres?.stop();
		await rm(place, { recursive: true, force: true });
	};
}

async function makeTemplate(url: string): Promise<void> {
	const client = new Client({ connectionString: url });
	await client.connect();
	await client.query(`create database ${template}`);
	await client.end();
	await migrate(inDatabase(url, template));
}

/** The same server, another database. */
export function inDatabase(url: string, database: string): string {
	return url.replace(/\/[^/?]*\?/, `/${database}?`);
}
