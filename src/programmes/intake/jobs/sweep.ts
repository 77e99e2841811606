import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { arrivingChunks } from '../receive-upload.ts';
import { dayOf } from '../rules.ts';
import { deleteUploadsBefore } from '../store/uploads.ts';

export const sweepUploadsTask = 'intake:sweepUploads';
const day = 24 * 60 * 60 * 1000;

/** Takes away what arrived and was never named by a letter: a broken line, a child that was killed. */
export async function sweepUploads(runtime: Runtime): Promise<void> {
	const yesterday = new Date(runtime.now().getTime() - day);
	const arriving = arrivingChunks(runtime);
	const gone = await within(runtime.db, system, (tx) => deleteUploadsBefore(tx, dayOf(yesterday)));
	for (const file of gone) await arriving.remove(file);
	const folder = dirname(arriving.folderOf(randomUUID()));
	for (const file of await readdir(folder).catch(() => [])) {
		const found = await stat(arriving.folderOf(file)).catch(() => undefined);
		if (found && found.mtimeMs < yesterday.getTime()) await arriving.remove(file);
	}
}
