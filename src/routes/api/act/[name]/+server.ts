import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { actions, sessionActions } from '#app/actions.ts';
import { perform } from '#platform/action/index.ts';
import { refuse, type Refusal } from '#platform/result.ts';
import { runtime } from '#platform/runtime.ts';
import type { RequestHandler } from './$types';

const key = z.uuid().optional().catch(undefined);

/** The one door of all actions: find, perform, answer with the value or the named refusal. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
	const declared = actions.get(params.name);
	if (declared === undefined || sessionActions.has(params.name))
		return json(refuse('action.unknown'), { status: 404 });
	let given: unknown;
	try {
		given = await request.json();
	} catch {
		return json(refuse('input.invalid'), { status: 400 });
	}
	const performed = await perform(
		runtime(),
		declared,
		locals.actor,
		given,
		key.parse(request.headers.get('accord-key') ?? undefined),
	);
	return json(performed, {
		status: performed.ok ? 200 : statusOf(performed.refusal),
		headers: { 'cache-control': 'no-store' },
	});
};

function statusOf({ id }: Refusal): number {
	if (id === 'access.sign-in' || id === 'access.second-factor') return 401;
	if (id === 'access.denied') return 403;
	return id === 'input.invalid' ? 400 : 409;
}
