import { directoryGeoJson, hsdsTags } from '#programmes/directory/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { RequestHandler } from './$types';

/** What organisations tell everybody, as points at their towns. */
export const GET: RequestHandler = async ({ locals: { locale }, url: { origin } }) =>
	new Response(await directoryGeoJson(runtime(), origin, locale), {
		headers: {
			'content-type': 'application/geo+json; charset=utf-8',
			'cache-control': 'no-cache',
			'x-accord-shows': hsdsTags,
		},
	});
