import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Encrypter } from 'age-encryption';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { framePart } from './frames.ts';
import { listTables, quoted } from './tables.ts';

export const backupFormat = 1;
/** What of the data folder is not in the database and belongs to the network. */
const folders = ['keys', 'files'];

export interface BackupReport {
	readonly tables: number;
	readonly rows: number;
	readonly files: number;
}

/**
 * Writes one sealed file with everything: all tables as of one moment (one repeatable-read transaction),
 * sealed files, server keys. Sealed with age to `recipients`, whose keys are not on the server. The file
 * appears under its name only when it is whole.
 */
export async function writeBackup(given: {
	databaseUrl: string;
	dataDir: string;
	file: string;
	recipients: readonly string[];
	now: Date;
	progress?: (done: { table: string; rows: number }) => void;
}): Promise<BackupReport> {
	const encrypter = new Encrypter();
	for (const recipient of given.recipients) encrypter.addRecipient(recipient);
	const client = new pg.Client({ connectionString: given.databaseUrl });
	await client.connect();
	const report = { tables: 0, rows: 0, files: 0 };
	const part = `${given.file}.part`;
	try {
		await client.query('begin isolation level repeatable read read only');
		const parts = Readable.toWeb(
			Readable.from(everything(client, given, report)),
		) as ReadableStream<Uint8Array>;
		const packed = parts.pipeThrough(
			new CompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>,
		);
		const sealed = await encrypter.encrypt(packed);
		await pipeline(
			Readable.fromWeb(sealed as Parameters<typeof Readable.fromWeb>[0]),
			createWriteStream(part, { mode: 0o600 }),
		);
		await client.query('commit');
		const written = await open(part, 'r');
		await written.sync();
		await written.close();
		await rename(part, given.file);
		return report;
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	} finally {
		await client.end();
	}
}

async function* everything(
	client: pg.Client,
	{ dataDir, now, progress }: Parameters<typeof writeBackup>[0],
	report: { tables: number; rows: number; files: number },
): AsyncGenerator<Uint8Array> {
	const { rows: migrations } = await client.query<{ name: string }>(
		'select name from public.accord_migration order by name',
	);
	const head = { madeAt: now.toISOString(), migrations: migrations.map(({ name }) => name) };
	yield* framePart({ kind: 'head', name: 'accord', format: backupFormat }, [
		Buffer.from(JSON.stringify(head)),
	]);
	for (const { name, columns } of await listTables(client)) {
		const list = columns.map(quoted).join(', ');
		const stream = client.query(copyTo(`copy accord.${quoted(name)} (${list}) to stdout`));
		yield* framePart({ kind: 'table', name, columns }, stream);
		report.tables += 1;
		report.rows += stream.rowCount;
		progress?.({ table: name, rows: stream.rowCount });
	}
	for (const folder of folders) {
		for await (const path of walk(join(dataDir, folder))) {
			yield* framePart({ kind: 'file', name: relative(dataDir, path) }, createReadStream(path));
			report.files += 1;
		}
	}
	yield* framePart({ kind: 'end', name: 'end' }, []);
}

async function* walk(folder: string): AsyncGenerator<string> {
	let entries;
	try {
		entries = await readdir(folder, { withFileTypes: true });
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
		throw cause;
	}
	for (const entry of entries) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* walk(path);
		else if (entry.isFile()) yield path;
	}
}
