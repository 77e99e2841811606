import { hsdsPage, hsdsTables, hsdsTags, readAsked, type HsdsTable } from '#programmes/directory/index.ts';
import { runtime } from '#platform/runtime.ts';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** One page of a table of HSDS 3.0. */
export const GET: RequestHandler = async ({ params, url }) => {
	const headers = { 'cache-control': 'no-cache' };
	const table = params.table as HsdsTable;
	if (!hsdsTables.includes(table))
		return json({ error: 'There is no such table.', tables: hsdsTables }, { status: 404, headers });
	const read = readAsked(table, url.searchParams);
	if ('wrong' in read)
		return json(
			{ error: 'These cannot be asked, or not so; nothing was looked for.', parameters: read.wrong },
			{ status: 400, headers },
		);
	return json(await hsdsPage(runtime(), table, read.asked, url.origin), {
		headers: { ...headers, 'x-accord-shows': hsdsTags },
	});
};
