import type { AnswerOf, InputOf } from './action/action.ts';
import { refuse, type Result } from './result.ts';

/**
 * Calls an action from the browser: `act<typeof takeRequest>('intake.takeRequest', {…})`.
 * `key` (a UUID of the client's) makes a repeated call answer as the first one did. A line that is down
 * answers `network.unreachable`; nothing is lost, the caller keeps what was to be sent.
 */
export async function act<A extends { readonly name: string }>(
	name: A['name'],
	input: InputOf<A>,
	more: { key?: string; signal?: AbortSignal } = {},
): Promise<Result<AnswerOf<A>>> {
	let response: Response;
	try {
		response = await fetch(`/api/act/${name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...(more.key ? { 'accord-key': more.key } : {}) },
			body: JSON.stringify(input),
			signal: more.signal ?? null,
			credentials: 'same-origin',
		});
	} catch {
		return refuse('network.unreachable');
	}
	// A server in trouble answers in plain words: for whoever was sending that is a line that is down.
	if (response.status === 503 || !response.headers.get('content-type')?.includes('json')) {
		return refuse('network.unreachable');
	}
	return (await response.json()) as Result<AnswerOf<A>>;
}

/** The way to the server's actions: over the network in a browser, `actAs` in tests and the demonstration. */
export type Act = typeof act;
