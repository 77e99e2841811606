import { z } from 'zod';
import { OrganisationId, VaultId } from '../../format/model.ts';

/** What the server tells (`vault/server/live.ts`); a word that is not of these is passed over. */
const LiveEvent = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('vault'),
		organisation: OrganisationId,
		vault: VaultId,
		change: z.int(),
	}),
	z.object({ kind: z.literal('log'), organisation: OrganisationId, length: z.int() }),
	z.object({ kind: z.literal('ended') }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

export interface LiveHearing {
	/** The line stands; news may have been missed since it last did. */
	readonly up: () => void;
	readonly down: () => void;
	readonly hear: (event: LiveEvent) => void;
	/** The session is over: nobody reconnects. */
	readonly ended: () => void;
}

const SILENCE = 60_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/**
 * Follows the server's live updates over one connection, and comes back with growing, scattered pauses when
 * it is lost. `fetch` rather than EventSource: a 401 must be told from a line that is down.
 */
export function followServer(
	hearing: LiveHearing,
	address = '/api/live',
): { stop: () => void; retry: () => void } {
	const stopped = new AbortController();
	let wake: (() => void) | undefined;
	const run = async (): Promise<void> => {
		let wait = FIRST_WAIT;
		while (!stopped.signal.aborted) {
			const outcome = await followOnce(address, stopped.signal, hearing);
			if (outcome === 'ended') return hearing.ended();
			if (stopped.signal.aborted) return;
			hearing.down();
			wait = outcome === 'heard' ? FIRST_WAIT : Math.min(wait * 2, LONGEST_WAIT);
			await new Promise<void>((resume) => {
				const timer = setTimeout(resume, wait * (0.5 + Math.random() / 2));
				wake = () => {
					clearTimeout(timer);
					resume();
				};
			});
		}
	};
	void run();
	return {
		stop: () => {
			stopped.abort();
			wake?.();
		},
		retry: () => wake?.(),
	};
}

/** One connection from its beginning to its end: whether it was heard from, or the session is over. */
async function followOnce(
	address: string,
	stopped: AbortSignal,
	{ up, hear }: LiveHearing,
): Promise<'heard' | 'failed' | 'ended'> {
	const silent = new AbortController();
	let watch = setTimeout(() => silent.abort(), SILENCE);
	let heard = false;
	let ended = false;
	try {
		const response = await fetch(address, {
			headers: { accept: 'text/event-stream' },
			credentials: 'same-origin',
			cache: 'no-store',
			signal: AbortSignal.any([stopped, silent.signal]),
		});
		if (response.status === 401) return 'ended';
		if (!response.ok || !response.body) return 'failed';
		heard = true;
		up();
		for await (const event of events(response.body, () => {
			clearTimeout(watch);
			watch = setTimeout(() => silent.abort(), SILENCE);
		})) {
			if (event.kind === 'ended') ended = true;
			else hear(event);
		}
	} catch {
		// The line went down, or we hung up.
	} finally {
		clearTimeout(watch);
	}
	if (ended) return 'ended';
	return heard ? 'heard' : 'failed';
}

/** The `data:` lines of a stream of server-sent events; each of ours is one line of JSON. */
export async function* events(
	body: ReadableStream<Uint8Array>,
	alive: () => void = () => undefined,
): AsyncGenerator<LiveEvent> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let rest = '';
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			alive();
			const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) {
				if (!line.startsWith('data: ')) continue;
				const event = LiveEvent.safeParse(JSON.parse(line.slice(6)));
				if (event.success) yield event.data;
			}
		}
	} finally {
		await reader.cancel().catch(() => undefined);
	}
}
