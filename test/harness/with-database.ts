import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, inject } from 'vitest';
import { ask } from './ask.ts';
import { inDatabase, template } from './server.ts';

export type TestDatabase = {
	/** Where to connect, as the owner; not before the tests of the file begin. */
	readonly url: string;
};

async function serverUrl(): Promise<string> {
	const answer = JSON.parse(await text(connect(inject('askForServer')))) as {
		url?: string;
		problem?: string;
	};
	if (answer.url === undefined) throw new Error(answer.problem);
	return answer.url;
}

/**
 * Gives a test file a fresh database, migrated and otherwise empty, and takes it away afterwards.
 *
 *     const database = withDatabase();
 *     test('…', async () => { const pool = new Pool({ connectionString: database.url }); … });
 */
export function withDatabase(): TestDatabase {
	const name = `test_${randomBytes(8).toString('hex')}`;
	let server: string | undefined;
	beforeAll(async () => {
		server = await serverUrl();
		await ask(server, `create database ${name} template ${template}`);
	});
	afterAll(async () => {
		if (server) await ask(server, `drop database if exists ${name} with (force)`);
	});
	return {
		get url() {
			if (!server) throw new Error('The database is there once the tests of the file have begun.');
			return inDatabase(server, name);
		},
	};
}
