import type pg from 'pg';
import type { PageCache } from './cache/page-cache.ts';
import type { ShownValues } from './cache/shown-values.ts';
import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import type { LiveBus } from './live/bus.ts';
import type { Log } from './log/log.ts';
import type { Metrics } from './log/metrics.ts';
import type { ServerKeys } from './server-keys.ts';

/**
 * Everything the server holds while it runs. Made once by `app/` and handed over; there is no other
 * module state, so that the framework's bundle, jobs and tools work on the same values.
 */
export interface Runtime {
	readonly config: Config;
	readonly db: Db;
	/** For public pages: reads as a visitor does, one query at a time, without a transaction. */
	readonly publicDb: Db;
	readonly pool: pg.Pool;
	readonly live: LiveBus;
	readonly pages: PageCache;
	readonly shown: ShownValues;
	readonly log: Log;
	readonly metrics: Metrics;
	readonly keys: ServerKeys;
	/** What rooms keep in memory, by name; asked through `held.ts`. */
	readonly held: Map<string, unknown>;
	/** The clock, so that tests can set it. */
	readonly now: () => Date;
}

const slot = Symbol.for('accord.runtime');
type Holder = { [slot]?: Runtime };

/** The running server's values, from inside the framework's bundle. */
export function runtime(): Runtime {
	const held = (globalThis as Holder)[slot];
	if (!held) throw new Error('The server was asked before it was started');
	return held;
}

/** Hands the values to the framework's bundle; called once, by `app/`. */
export function holdRuntime(value: Runtime): void {
	(globalThis as Holder)[slot] = value;
}
