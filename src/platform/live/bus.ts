import pg from 'pg';
import { z } from 'zod';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Log } from '../log/log.ts';

const news = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('vault'), organisation: z.string(), vault: z.string(), change: z.number() }),
	/** An organisation's membership log grew: somebody came, left, was suspended, or a vault was renewed. */
	z.object({ kind: z.literal('log'), organisation: z.string(), length: z.number() }),
	z.object({ kind: z.literal('pages'), tags: z.array(z.string()) }),
	z.object({ kind: z.literal('sessions'), person: z.string() }),
]);

/**
 * What processes tell each other: numbers and ids, never content. Two are this process's own: `closing`, and
 * `missed`: the line to the database was lost for a while, and whoever listens is to look for themselves.
 */
export type News = z.output<typeof news> | { readonly kind: 'closing' | 'missed' };

/** Hears what any process of this network's database announced. */
export interface LiveBus {
	readonly listen: (hear: (said: News) => void) => () => void;
	/** Tells whoever listens in this process that it is about to stop: open connections end by themselves. */
	readonly hangUp: () => void;
	readonly close: () => Promise<void>;
}

const channel = 'accord_news';

/** Announces with the transaction: heard only if, and as soon as, it is committed. */
export async function announce(tx: Tx, said: z.output<typeof news>): Promise<void> {
	await sql`select pg_notify(${channel}, ${JSON.stringify(said)})`.execute(tx);
}

/**
 * Opens one listening connection. When it is lost, it is opened again, and whoever listens hears `missed`:
 * pages are forgotten, desks come anew and fetch from their cursors.
 */
export async function openBus(url: string, log: Log): Promise<LiveBus> {
	const hearers = new Set<(said: News) => void>();
	let client: pg.Client | undefined;
	let closed = false;
	const connect = async (): Promise<void> => {
		const next = new pg.Client({ connectionString: url, keepAlive: true });
		next.on('notification', ({ payload }) => {
			const parsed = news.safeParse(JSON.parse(payload ?? 'null'));
			if (parsed.success) for (const hear of hearers) hear(parsed.data);
		});
		next.on('error', () => undefined);
		try {
			await next.connect();
			await next.query(`listen ${channel}`);
		} catch (cause) {
			// Whoever called tries again. A connection that never stood also says that it ended: were that heard
			// too, each attempt would begin two more while the database is away.
			void next.end().catch(() => undefined);
			throw cause;
		}
		next.once('end', () => {
			if (!closed) retry(500);
		});
		client = next;
		if (closed) await next.end();
	};
	const missed = () => {
		for (const hear of hearers) hear({ kind: 'missed' });
	};
	const retry = (wait: number): void => {
		setTimeout(() => {
			if (closed) return;
			connect().then(missed, (error: unknown) => {
				log.problem('live.reconnect', { error });
				retry(Math.min(wait * 2, 10_000));
			});
		}, wait).unref();
	};
	await connect();
	return {
		listen(hear) {
			hearers.add(hear);
			return () => hearers.delete(hear);
		},
		hangUp() {
			for (const hear of hearers) hear({ kind: 'closing' });
		},
		async close() {
			closed = true;
			await client?.end();
		},
	};
}
