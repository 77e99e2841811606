import { system } from './actor.ts';
import { within } from '../db/within.ts';
import type { Runtime } from '../runtime.ts';

/** Name of the job that forgets what is no longer needed. */
export const sweepTracesTask = 'platform:sweepTraces';

/**
 * How many days are kept. An answer: as long as a device may stay off line and then send again what it does
 * not know to have arrived. A line of audit: as long as a misuse may take to be noticed; whoever seizes the
 * server learns who worked when for no longer than that.
 */
export const keepingDays = { performed: 30, audit: 90 } as const;

const day = 24 * 60 * 60 * 1000;

/** Deletes kept answers and lines of audit whose time is over. */
export async function sweepTraces(runtime: Runtime): Promise<void> {
	const now = runtime.now().getTime();
	await within(runtime.db, system, async (tx) => {
		for (const table of ['performed', 'audit'] as const) {
			const before = new Date(now - keepingDays[table] * day);
			await tx.deleteFrom(table).where('at', '<', before).execute();
		}
	});
}
