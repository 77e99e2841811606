import { Client, type ClientConfig } from 'pg';

/** One question to a database, as its owner, over a connection of its own. */
export async function ask<Row extends object = Record<string, unknown>>(
	database: string | ClientConfig,
	statement: string,
	values: readonly unknown[] = [],
): Promise<Row[]> {
	const client = new Client(typeof database === 'string' ? { connectionString: database } : database);
	// A server that goes away ends the question, not the process.
	client.on('error', () => undefined);
	await client.connect();
	try {
		return (await client.query<Row>(statement, [...values])).rows;
	} finally {
		await client.end();
	}
}
