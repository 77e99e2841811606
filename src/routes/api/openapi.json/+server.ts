import { openApi } from '#programmes/directory/index.ts';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** What programs may ask here. */
export const GET: RequestHandler = ({ url: { origin } }) =>
	json(openApi(origin), { headers: { 'cache-control': 'no-cache', 'x-accord-shows': 'network' } });
