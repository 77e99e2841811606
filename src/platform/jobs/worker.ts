import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import { scrub } from '../log/log.ts';
import type { Runtime } from '../runtime.ts';

/** What a task is handed: the running server and its own ids. */
export type Job = (runtime: Runtime, payload: unknown) => Promise<void>;

/** Tasks by name, and when the repeated ones run (crontab lines of graphile-worker, UTC). */
export interface JobTable {
	readonly tasks: Readonly<Record<string, Job>>;
	readonly crontab: string;
}

/** An error whose text is safe to keep in the jobs table: class and code only. */
class ScrubbedError extends Error {}

/** Starts the worker of jobs; `stop` lets the running ones finish. */
export async function startJobs(runtime: Runtime, table: JobTable): Promise<Runner> {
	const taskList: TaskList = Object.fromEntries(
		Object.entries(table.tasks).map(([name, job]) => [
			name,
			async (payload: unknown) => {
				try {
					await job(runtime, payload);
				} catch (error) {
					runtime.metrics.jobsFailed.inc({ task: name });
					runtime.log.problem('job.failed', { task: name, error });
					const { name: kind, code } = scrub(error);
					throw new ScrubbedError(code ? `${kind} ${code}` : kind);
				}
			},
		]),
	);
	return run({
		pgPool: runtime.pool,
		concurrency: 2,
		noHandleSignals: true,
		pollInterval: 5_000,
		logger: new Logger(() => () => undefined),
		taskList,
		crontab: table.crontab,
	});
}
