import type { Actor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { News } from '#platform/live/bus.ts';
import type { Runtime } from '#platform/runtime.ts';
import { findSessionStands } from './store/projection.ts';

/** What a desk is told: numbers and ids, never content. */
export type LiveEvent =
	| { readonly kind: 'vault'; readonly organisation: string; readonly vault: string; readonly change: number }
	| { readonly kind: 'log'; readonly organisation: string; readonly length: number }
	| { readonly kind: 'ended' };

/** Half of what proxies and browsers commonly wait for a word. */
const HEARTBEAT = 20_000;
/** A reader this many words behind is gone or stuck: it may come back and fetch from its cursor. */
const MOST_WAITING = 256;

/**
 * Server-sent events for one member's worker: "vault advanced to n", "log has n records", "your session has
 * ended", and a heartbeat. Ends with the session, with a change of the person's standing (they come back
 * with their present rights) and with the server.
 */
export function followLive(runtime: Runtime, actor: Actor): Response {
	const headers = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
	if (actor.kind !== 'member' || actor.level !== 'full') return new Response(null, { status: 401, headers });
	const own = new Set<string>(actor.memberships.map(({ organisation }) => organisation));
	const encoder = new TextEncoder();
	let end = (): void => undefined;
	const stream = new ReadableStream<Uint8Array>(
		{
			start(controller) {
				// The reader may hang up while the session is being asked about.
				let open = true;
				const write = (text: string) => {
					if (!open) return;
					if ((controller.desiredSize ?? 0) < -MOST_WAITING) return end();
					controller.enqueue(encoder.encode(text));
				};
				const say = (event: LiveEvent) => write(`data: ${JSON.stringify(event)}\n\n`);
				const hear = (said: News) => {
					// Where news was missed, the reader comes anew and fetches from its cursor.
					if (said.kind === 'closing' || said.kind === 'missed') return end();
					if (said.kind === 'sessions' && said.person === actor.person) {
						void leave();
					}
					if ((said.kind === 'vault' || said.kind === 'log') && own.has(said.organisation)) say(said);
				};
				const leave = async () => {
					try {
						if (!(await sessionStands(runtime, actor))) say({ kind: 'ended' });
					} catch (error) {
						runtime.log.problem('live.session', { error });
					} finally {
						end();
					}
				};
				const deaf = runtime.live.listen(hear);
				const heartbeat = setInterval(() => write(': here\n\n'), HEARTBEAT);
				heartbeat.unref();
				runtime.metrics.live.inc();
				end = () => {
					end = () => undefined;
					open = false;
					clearInterval(heartbeat);
					deaf();
					runtime.metrics.live.dec();
					try {
						controller.close();
					} catch {
						// The reader hung up first.
					}
				};
				write('retry: 1000\n\n');
			},
			cancel: () => end(),
		},
		{ highWaterMark: 1 },
	);
	return new Response(stream, {
		headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8' },
	});
}

function sessionStands(runtime: Runtime, actor: Extract<Actor, { kind: 'member' }>): Promise<boolean> {
	return within(runtime.db, actor, (tx) => findSessionStands(tx, actor.session));
}
