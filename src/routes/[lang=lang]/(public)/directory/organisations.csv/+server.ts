import { directoryCsv, hsdsTags } from '#programmes/directory/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { RequestHandler } from './$types';

/** What organisations tell everybody, as a table. */
export const GET: RequestHandler = async ({ locals: { locale }, url: { origin } }) =>
	new Response(await directoryCsv(runtime(), origin, locale), {
		headers: {
			'content-type': 'text/csv; charset=utf-8; header=present',
			'content-disposition': 'attachment; filename="organisations.csv"',
			'cache-control': 'no-cache',
			'x-accord-shows': hsdsTags,
		},
	});
