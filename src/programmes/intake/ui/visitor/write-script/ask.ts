import type { AnswerOf, InputOf } from '#platform/action/index.ts';
import { refuse, type Result } from '#platform/result.ts';

/**
 * Calls an action as nobody: no cookie goes with it, so that a member who writes in for themselves, in a
 * browser where they are signed in, is a sender like any other.
 */
export async function ask<A extends { readonly name: string }>(
	name: A['name'],
	input: InputOf<A>,
): Promise<Result<AnswerOf<A>>> {
	let response: Response;
	try {
		response = await fetch(`/api/act/${name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(input),
			credentials: 'omit',
		});
	} catch {
		return refuse('network.unreachable');
	}
	// A server in trouble answers in plain words: a line that is down, and the page tries again.
	if (response.status === 503 || !response.headers.get('content-type')?.includes('json'))
		return refuse('network.unreachable');
	return (await response.json()) as Result<AnswerOf<A>>;
}
