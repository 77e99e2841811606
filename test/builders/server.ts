import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { composeRuntime } from '#app/compose.ts';
import { readConfig } from '#platform/config.ts';
import type { Runtime } from '#platform/runtime.ts';
import { withDatabase } from '#test/harness/with-database.ts';

/**
 * The server's values on a fresh database, without the framework: for tests that act as clients.
 *
 *     const server = withRuntime();
 *     test('…', async () => { const { coordinator } = await startNetwork(server.runtime); … });
 */
export function withRuntime(more: { demonstration?: boolean } = {}): {
	readonly runtime: Runtime;
	/** Moves the server's clock. */
	readonly passTime: (ms: number) => void;
} {
	const database = withDatabase();
	let runtime: Runtime | undefined;
	let close: (() => Promise<void>) | undefined;
	let dataDir: string;
	let ahead = 0;
	beforeAll(async () => {
		dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-runtime-'));
		const config = readConfig({ ACCORD_DATA: dataDir, ACCORD_LOG: 'quiet' }, more);
		const composed = await composeRuntime(config, database.url, {
			now: () => new Date(Date.now() + ahead),
			write: () => undefined,
		});
		({ runtime, close } = composed);
	});
	afterAll(async () => {
		await close?.();
		await rm(dataDir, { recursive: true, force: true });
	});
	return {
		get runtime() {
			if (!runtime) throw new Error('The server is there once the tests of the file have begun.');
			return runtime;
		},
		passTime: (ms) => {
			ahead += ms;
		},
	};
}
