import { describe, expect, test } from 'vitest';
import { withDatabase } from './with-database.ts';
import { withPostgres15 } from './with-postgres-15.ts';
import { migrate } from '#platform/db/migrate.ts';
import { ask } from './ask.ts';

describe('databases of a test file', () => {
	const one = withDatabase();
	const other = withDatabase();

	test('are migrated, and know nothing of each other', async () => {
		await ask(one.url, 'create table only_here (n integer)');
		expect(await ask(one.url, `select to_regclass('only_here')::text as found`)).toEqual([
			{ found: 'only_here' },
		]);
		expect(await ask(other.url, `select to_regclass('only_here')::text as found`)).toEqual([{ found: null }]);
		expect(await migrate(one.url)).toEqual([]);
	});
});

describe("Debian's PostgreSQL", () => {
	const debian = withPostgres15();

	test('is version 15, and takes every migration', async () => {
		expect(await ask(debian.url, `select current_setting('server_version') like '15.%' as is`)).toEqual([
			{ is: true },
		]);
		await migrate(debian.url);
	});
});
