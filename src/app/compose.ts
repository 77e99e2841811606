import { makePageCache } from '#platform/cache/page-cache.ts';
import { makeShownValues } from '#platform/cache/shown-values.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase } from '#platform/db/open.ts';
import { openBus } from '#platform/live/bus.ts';
import { makeLog } from '#platform/log/log.ts';
import { makeMetrics } from '#platform/log/metrics.ts';
import { holdRuntime, type Runtime } from '#platform/runtime.ts';
import { readServerKeys } from '#platform/server-keys.ts';

/** Puts the server's values together on a migrated database, and takes them apart again. */
export async function composeRuntime(
	config: Config,
	databaseUrl: string,
	more: { now?: () => Date; write?: (line: string) => void } = {},
): Promise<{ runtime: Runtime; close: () => Promise<void> }> {
	const log = makeLog(more.write ?? ((line) => process.stdout.write(line)), config.logLevel);
	const { db, pool } = openDatabase(databaseUrl);
	const { db: publicDb } = openDatabase(databaseUrl, { size: 4, role: 'accord_visitor' });
	const pages = makePageCache();
	const shown = makeShownValues();
	const forget = (tags: readonly string[]) => {
		shown.forget(tags);
		pages.forget(tags);
	};
	const live = await openBus(databaseUrl, log);
	live.listen((said) => {
		if (said.kind === 'pages') forget(said.tags);
		if (said.kind === 'missed') forget(['everything']);
	});
	const runtime: Runtime = {
		config,
		db,
		publicDb,
		pool,
		live,
		pages,
		shown,
		log,
		metrics: makeMetrics(),
		keys: await readServerKeys(config.dataDir),
		held: new Map(),
		now: more.now ?? (() => new Date()),
	};
	holdRuntime(runtime);
	return {
		runtime,
		async close() {
			await live.close();
			await publicDb.destroy();
			await db.destroy();
		},
	};
}
