import type { Serving } from './serve-on.ts';

/**
 * Waits for Ctrl-C or SIGTERM, then stops everything in order; a later signal does not wait. One that
 * follows at once is the same one: a terminal tells the whole group, and npm passes it on as well.
 */
export function untilStopped(serving: Serving): void {
	let since: number | undefined;
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			if (since !== undefined) {
				if (performance.now() - since > 1000) process.exit(1);
				return;
			}
			since = performance.now();
			serving.runtime.log.info('stopping', { signal });
			serving.close().then(
				() => process.exit(0),
				(error: unknown) => {
					serving.runtime.log.problem('stopping', { error });
					process.exit(1);
				},
			);
		});
	}
}
