import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withRuntime } from '#test/builders/server.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { checkIntegrity } from '../integrity.ts';
import { sweepOrphans } from './orphans.ts';

const server = withRuntime();
const organisation = randomUUID();
const hour = 60 * 60 * 1000;

/** A file of one chunk on the disk, last written to some hours ago. */
async function chunkOnDisk(hoursAgo: number): Promise<{ file: string; folder: string }> {
	const file = randomUUID();
	const folder = path.join(server.runtime.config.dataDir, 'files', organisation, file.slice(0, 2), file);
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, '0'), 'sealed');
	const then = new Date(Date.now() - hoursAgo * hour);
	await utimes(folder, then, then);
	return { file, folder };
}

test('chunks that no row tells of are told by the check, and taken away once they can belong to nobody', async () => {
	const { runtime } = server;
	const { dataDir } = runtime.config;
	const [left, recent, arriving, whole] = [
		await chunkOnDisk(100),
		await chunkOnDisk(2),
		await chunkOnDisk(0),
		await chunkOnDisk(100),
	];
	await within(runtime.db, system, (tx) =>
		sql`insert into accord.sealed_file (organisation, id, folder, chain, chunks, received, complete, started_on)
			values (${organisation}, ${whole.file}, ${randomUUID()}, 'dialogue', 1, 1, true, current_date)`.execute(
			tx,
		),
	);
	const { findings } = await within(runtime.db, system, (tx) => checkIntegrity(tx, dataDir));
	const told = [left.file, recent.file].map((object) => ({ kind: 'file-without-row', object }));
	expect(findings).toHaveLength(2);
	expect(findings).toEqual(expect.arrayContaining(told));

	await sweepOrphans(runtime);
	const there = ({ folder }: { folder: string }) => existsSync(folder);
	expect([left, recent, arriving, whole].map(there)).toEqual([false, true, true, true]);
});

test('a data folder without files is nothing to complain of', async () => {
	await sweepOrphans(server.runtime);
});
