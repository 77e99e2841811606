import type { Serving } from './serve-on.ts';

/** Waits for Ctrl-C or SIGTERM, then stops everything in order; a second signal does not wait. */
export function untilStopped(serving: Serving): void {
	let stopping = false;
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			if (stopping) process.exit(1);
			stopping = true;
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
