import { hsdsOne, hsdsTables, hsdsTags, type HsdsTable } from '#programmes/directory/index.ts';
import { isLocale } from '#platform/locale.ts';
import { runtime } from '#platform/runtime.ts';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** One thing of HSDS 3.0 with all that hangs on it. */
export const GET: RequestHandler = async ({ params: { table, id }, url }) => {
	const language = url.searchParams.get('language') ?? 'ru';
	const headers = { 'cache-control': 'no-cache' };
	const found =
		hsdsTables.includes(table as HsdsTable) && isLocale(language)
			? await hsdsOne(runtime(), table as HsdsTable, id, { origin: url.origin, locale: language })
			: undefined;
	if (!found) return json({ error: 'There is none of that id.' }, { status: 404, headers });
	return json(found, { headers: { ...headers, 'x-accord-shows': hsdsTags } });
};
