import { json } from '@sveltejs/kit';
import { setTimeout as pause } from 'node:timers/promises';
import { sessionActions } from '#app/actions.ts';
import { perform } from '#platform/action/index.ts';
import { refuse, type Result } from '#platform/result.ts';
import { runtime } from '#platform/runtime.ts';
import type { RequestHandler } from './$types';

/** Every answer takes at least this long, so that what is known here and what is not take the same. */
const floor = 60;

/** The actions that open a session: its token goes into a cookie that no script can read. */
export const POST: RequestHandler = async ({ params, request, locals, cookies, url }) => {
	const declared = sessionActions.get(params.name);
	if (declared === undefined) return json(refuse('action.unknown'), { status: 404 });
	let given: unknown;
	try {
		given = await request.json();
	} catch {
		return json(refuse('input.invalid'), { status: 400 });
	}
	const [performed] = await Promise.all([
		perform(runtime(), declared, locals.actor, given) as Promise<Result<{ token?: string }>>,
		pause(floor),
	]);
	const headers = { 'cache-control': 'no-store' };
	if (!performed.ok) return json(performed, { status: 409, headers });
	const { token, ...value } = performed.value;
	if (token === undefined) return json({ ok: true, value }, { headers });
	cookies.set('accord_session', token, {
		path: '/',
		httpOnly: true,
		sameSite: 'strict',
		secure: url.protocol === 'https:',
		maxAge: 30 * 86_400,
	});
	return json({ ok: true, value }, { headers });
};
