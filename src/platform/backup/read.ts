import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter } from 'age-encryption';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { z } from 'zod';
import { refuse, ok, type Result } from '../result.ts';
import { readParts, type PartHeader } from './frames.ts';
import { listTables, quoted } from './tables.ts';
import { backupFormat, type BackupReport } from './write.ts';

const head = z.object({ madeAt: z.iso.datetime(), migrations: z.array(z.string()) });

/**
 * Restores a backup into a migrated, empty database and a data folder without a network. All or nothing
 * in the database; when it is done, `afterwards` runs in the same transaction (the recovery period is
 * opened there). Refuses a network that is there already, a wrong key, a damaged file, a newer format.
 */
export async function readBackup(given: {
	databaseUrl: string;
	dataDir: string;
	file: string;
	identity: string;
	afterwards?: (client: pg.Client, madeAt: Date) => Promise<void>;
}): Promise<Result<BackupReport & { madeAt: Date }>> {
	const client = new pg.Client({ connectionString: given.databaseUrl });
	await client.connect();
	try {
		const taken = await client.query('select from accord.network');
		if (taken.rowCount !== 0) return refuse('backup.network-there');
		const opened = await unseal(given.file, given.identity);
		if (!opened.ok) return opened;
		await client.query('begin');
		const report = { tables: 0, rows: 0, files: 0 };
		let madeAt: Date | undefined;
		const shapes = new Map((await listTables(client)).map((table) => [table.name, table.columns]));
		await fireTriggers(client, [...shapes.keys()], false);
		for await (const { header, content } of readParts(opened.value)) {
			if (header.kind === 'head') {
				if (header.format !== backupFormat) return refuse('backup.newer-format');
				const said = head.parse(JSON.parse((await collect(content)).toString('utf8')));
				if (!(await sameMigrations(client, said.migrations))) return refuse('backup.other-version');
				madeAt = new Date(said.madeAt);
			} else if (madeAt === undefined) {
				return refuse('backup.not-one');
			} else if (header.kind === 'table') {
				report.rows += await fillTable(client, header, content, shapes);
				report.tables += 1;
			} else if (header.kind === 'file') {
				await placeFile(given.dataDir, header.name, content);
				report.files += 1;
			}
		}
		if (madeAt === undefined) return refuse('backup.not-one');
		await fireTriggers(client, [...shapes.keys()], true);
		await catchUpSequences(client);
		await given.afterwards?.(client, madeAt);
		await client.query('commit');
		return ok({ ...report, madeAt });
	} finally {
		// Anything but a commit is undone by the end of the connection.
		await client.end();
	}
}

async function unseal(file: string, identity: string): Promise<Result<AsyncIterable<Uint8Array>>> {
	const decrypter = new Decrypter();
	try {
		decrypter.addIdentity(identity.trim());
	} catch {
		return refuse('backup.key-malformed');
	}
	const sealed = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
	let plain: ReadableStream<Uint8Array>;
	try {
		plain = await decrypter.decrypt(sealed);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return refuse('backup.no-file');
		return refuse('backup.key-does-not-open');
	}
	const unpacked = plain.pipeThrough(
		new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>,
	);
	return ok(Readable.fromWeb(unpacked as Parameters<typeof Readable.fromWeb>[0]));
}

async function collect(content: AsyncIterable<Buffer>): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of content) parts.push(part);
	return Buffer.concat(parts);
}

/** A backup is restored into the version that made it (or one that only adds migrations is run afterwards). */
async function sameMigrations(client: pg.Client, names: readonly string[]): Promise<boolean> {
	const { rows } = await client.query<{ name: string }>(
		'select name from public.accord_migration order by name',
	);
	return rows.length === names.length && rows.every((row, i) => row.name === names[i]);
}

async function fillTable(
	client: pg.Client,
	{ name, columns = [] }: PartHeader,
	content: AsyncIterable<Buffer>,
	shapes: ReadonlyMap<string, readonly string[]>,
): Promise<number> {
	const known = shapes.get(name);
	if (known === undefined || !columns.every((column) => known.includes(column))) {
		throw new Error('The backup holds a table that this version does not know; nothing was restored.');
	}
	const stream = client.query(
		copyFrom(`copy accord.${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`),
	);
	await pipeline(Readable.from(content), stream);
	return stream.rowCount;
}

/**
 * What triggers derive is in the backup itself: fired while tables are filled, they would write it a second time. Keys
 * between tables are checked all the same.
 */
async function fireTriggers(client: pg.Client, tables: readonly string[], on: boolean): Promise<void> {
	// A table with checks put off to the end could not be altered.
	await client.query('set constraints all immediate');
	for (const table of tables) {
		await client.query(`alter table accord.${quoted(table)} ${on ? 'enable' : 'disable'} trigger user`);
	}
}

async function placeFile(dataDir: string, name: string, content: AsyncIterable<Buffer>): Promise<void> {
	const root = resolve(dataDir);
	const path = resolve(root, name);
	if (!path.startsWith(root + sep)) throw new Error('The backup names a place outside the data folder.');
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600, flush: true }));
}

/** Numbers that the database gives go on after the restored ones. */
async function catchUpSequences(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ table_name: string; column_name: string }>(
		`select table_name, column_name from information_schema.columns
		 where table_schema = 'accord' and is_identity = 'YES'`,
	);
	for (const { table_name: table, column_name: column } of rows) {
		await client.query(
			`select setval(pg_get_serial_sequence('accord.${quoted(table)}', $1), coalesce(max(${quoted(column)}), 0) + 1, false) from accord.${quoted(table)}`,
			[column],
		);
	}
}
