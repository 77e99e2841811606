import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ask } from './ask.ts';

/** Asks the embedded database of a running server's data folder, as its owner. */
export async function askDatabase<Row extends object>(dataDir: string, statement: string): Promise<Row[]> {
	const folder = path.join(dataDir, 'postgres');
	const password = (await readFile(path.join(folder, 'password'), 'utf8')).trim();
	const { socketDir } = JSON.parse(await readFile(path.join(folder, 'owner.json'), 'utf8')) as {
		socketDir: string;
	};
	return ask<Row>({ host: socketDir, user: 'accord', database: 'accord', password }, statement);
}
