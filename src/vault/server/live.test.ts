import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withRuntime } from '#test/builders/server.ts';
import { foundHolders } from '#test/builders/holders.ts';
import { vaultReady } from '../format/sodium.ts';
import { followLive } from './live.ts';

const server = withRuntime();

test('whoever listens while the line to the database is lost comes anew, for news was missed', async () => {
	await vaultReady();
	const { holders } = await foundHolders(server.runtime, ['Anna']);
	const [anna] = holders;
	if (!anna) throw new Error('Nobody is there');
	const ended = followLive(server.runtime, anna.actor).text();
	const { rows } = await sql<{ gone: boolean }>`
		select pg_terminate_backend(pid) as gone from pg_stat_activity
		where datname = current_database() and query like 'listen %'`.execute(server.runtime.db);
	expect(rows).toContainEqual({ gone: true });
	expect(await ended).toContain('retry');
});
