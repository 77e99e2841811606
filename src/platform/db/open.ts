import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Db } from './database.ts';

// bigint counters (vault changes, sequence numbers) stay far below 2^53: numbers, not strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A date is a day, not a moment in the server's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Opens a pool on the given server. Statement texts never reach a log with their parameters;
 * the pool shrinks when nobody works so that an idle network needs little memory. With a role, every
 * query runs as that role and can only read: for public pages, which then need no transaction.
 */
export function openDatabase(
	url: string,
	{ size = 8, role }: { size?: number; role?: 'accord_visitor' } = {},
): { db: Db; pool: pg.Pool } {
	const asRole = role === undefined ? '' : ` -c role=${role} -c default_transaction_read_only=on`;
	const pool = new pg.Pool({
		connectionString: url,
		max: size,
		idleTimeoutMillis: 30_000,
		options: `-c search_path=accord,pg_catalog -c statement_timeout=60000${asRole}`,
	});
	// A connection that the server closes while idle is replaced at the next query; readiness tells.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => {
		client.on('error', () => undefined);
		if (role !== undefined) prepareOnce(client);
	});
	const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
	return { db, pool };
}

/**
 * Public pages ask the same few questions over and over: each gets a name, so that the server parses and
 * plans it once a connection. Only for this pool: its questions are a bounded set.
 */
function prepareOnce(client: pg.PoolClient): void {
	const names = new Map<string, string>();
	const ask = client.query.bind(client) as (question: pg.QueryConfig) => Promise<pg.QueryResult>;
	client.query = ((text: unknown, values?: unknown[]) => {
		if (typeof text !== 'string') return ask(text as pg.QueryConfig);
		const name = names.get(text) ?? `public-${names.size}`;
		names.set(text, name);
		return ask({ name, text, values: values ?? [] });
	}) as typeof client.query;
}
