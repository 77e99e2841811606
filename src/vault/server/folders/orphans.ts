import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { system } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';

/**
 * Chunks on the disk that no row tells of. A crash leaves them in two ways: they were written and the
 * transaction that names them was not committed; or a folder was destroyed and they were still to be removed.
 */
export interface OrphanedFile {
	readonly organisation: string;
	readonly file: string;
	readonly path: string;
}

/** Name of the job that takes them away. */
export const sweepOrphansTask = 'vault:sweepOrphans';

const hour = 60 * 60 * 1000;
/** Anything younger may belong to a transaction that is still under way, or to an upload that goes on. */
const surelyOver = 72 * hour;
const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Files without a row whose folder was last written to before a moment. Run as the house. */
export async function listOrphans(tx: Tx, dataDir: string, before: Date): Promise<OrphanedFile[]> {
	const root = join(dataDir, 'files');
	const found: OrphanedFile[] = [];
	for (const organisation of await namesIn(root)) {
		if (!id.test(organisation)) continue;
		for (const shelf of await namesIn(join(root, organisation))) {
			const here = await olderThan(join(root, organisation, shelf), before);
			const known = await knownOf(tx, organisation, here);
			for (const file of here) {
				if (!known.has(file)) found.push({ organisation, file, path: join(root, organisation, shelf, file) });
			}
		}
	}
	return found;
}

/** Takes away what no row tells of. */
export async function sweepOrphans(runtime: Runtime): Promise<void> {
	const before = new Date(runtime.now().getTime() - surelyOver);
	const { dataDir } = runtime.config;
	const orphans = await within(runtime.db, system, (tx) => listOrphans(tx, dataDir, before));
	for (const { path } of orphans) await rm(path, { recursive: true, force: true });
	if (orphans.length > 0) runtime.log.info('orphans-removed', { count: orphans.length });
}

async function olderThan(shelf: string, before: Date): Promise<string[]> {
	const old: string[] = [];
	for (const file of await namesIn(shelf)) {
		const facts = id.test(file) ? await stat(join(shelf, file)).catch(() => undefined) : undefined;
		if (facts && facts.mtimeMs < before.getTime()) old.push(file);
	}
	return old;
}

async function knownOf(tx: Tx, organisation: string, files: readonly string[]): Promise<Set<string>> {
	if (files.length === 0) return new Set();
	const { rows } = await sql<{ id: string }>`select id from accord.sealed_file
		where organisation = ${organisation} and id = any(${files}::uuid[])`.execute(tx);
	return new Set(rows.map((row) => row.id));
}

/** What a folder holds; one that was never made holds nothing. Anything else that fails is said. */
async function namesIn(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (cause) {
		const { code } = cause as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') return [];
		throw cause;
	}
}
