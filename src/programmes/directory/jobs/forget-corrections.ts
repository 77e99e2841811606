import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { forgottenAfterDays } from '../model/correction.ts';
import { deleteOldCorrections } from '../store/correction.ts';

export const forgetCorrectionsTask = 'directory:forgetCorrections';
const DAY = 86_400_000;

/** Once a day: proposals that nobody decided on for half a year are forgotten. */
export async function forgetCorrections(runtime: Runtime): Promise<void> {
	const before = new Date(runtime.now().getTime() - forgottenAfterDays * DAY).toISOString().slice(0, 10);
	await within(runtime.db, system, (tx) => deleteOldCorrections(tx, before));
}
