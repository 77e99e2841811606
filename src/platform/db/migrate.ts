import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeWorkerUtils } from 'graphile-worker';
import pg from 'pg';

const folder = resolve(fileURLToPath(import.meta.url), '../../../../migrations');
/** Any number does; all servers of one network must use the same. */
const lockKey = 7_266_731;

/**
 * Brings the database at `url` to the newest numbered migration, each in its own transaction, under an
 * advisory lock so that two servers starting together do it once. Refuses a database whose past
 * migrations differ from the files: forward only, never edited.
 * @returns the names applied by this call.
 */
export async function migrate(url: string): Promise<string[]> {
	const utils = await makeWorkerUtils({ connectionString: url, logger: undefined });
	try {
		await utils.migrate();
	} finally {
		await utils.release();
	}
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('select pg_advisory_lock($1)', [lockKey]);
		await client.query(
			'create table if not exists public.accord_migration (name text primary key, digest text not null, applied_at timestamptz not null default now())',
		);
		const done = new Map(
			(
				await client.query<{ name: string; digest: string }>(
					'select name, digest from public.accord_migration',
				)
			).rows.map((row) => [row.name, row.digest]),
		);
		const applied: string[] = [];
		for (const { name, text, digest } of await readMigrations()) {
			const before = done.get(name);
			if (before !== undefined && before !== digest) {
				throw new Error(
					`Migration ${name} differs from the one this database was made with; nothing was changed.`,
				);
			}
			if (before !== undefined) continue;
			await client.query('begin');
			try {
				await client.query(text);
				await client.query('insert into public.accord_migration (name, digest) values ($1, $2)', [
					name,
					digest,
				]);
				await client.query('commit');
			} catch (cause) {
				await client.query('rollback');
				throw new Error(`Migration ${name} failed and was undone`, { cause });
			}
			applied.push(name);
		}
		return applied;
	} finally {
		await client.end();
	}
}

async function readMigrations(): Promise<{ name: string; text: string; digest: string }[]> {
	const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9-]+\.sql$/.test(name)).sort();
	return Promise.all(
		names.map(async (name) => {
			const text = await readFile(resolve(folder, name), 'utf8');
			return { name, text, digest: createHash('sha256').update(text).digest('hex') };
		}),
	);
}
