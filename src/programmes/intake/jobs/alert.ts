import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { released } from '../rules/desk.ts';
import { listDue, listStranded, updateAlerted, updateStranded } from '../store/waiting.ts';

export const watchRequestsTask = 'intake:watchRequests';
/** So many in one transaction; the rest follows at once. */
const batch = 100;

/**
 * A request never dies in a dead desk: what nobody took in time is opened to its backup and marked for
 * everybody who holds it, and what a suspended or departed colleague had goes back to the queue.
 */
export async function watchRequests(runtime: Runtime): Promise<void> {
	for (;;) {
		const done = await within(runtime.db, system, async (tx) => {
			const now = runtime.now();
			const stranded = await listStranded(tx, batch);
			for (const row of stranded) {
				const facts = { ...row, desk: '', takenBy: null, alertedAt: null };
				await updateStranded(tx, row, released(facts, now));
			}
			const due = await listDue(tx, now, batch);
			for (const request of due) await updateAlerted(tx, request, now);
			return Math.max(stranded.length, due.length);
		});
		if (done < batch) return;
	}
}
