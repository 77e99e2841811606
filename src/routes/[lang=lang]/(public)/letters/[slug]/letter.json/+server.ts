import { letterFile } from '#programmes/joint-actions/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { RequestHandler } from './$types';

/** The letter with its signatures and keys: a published letter never changes. */
export const GET: RequestHandler = async ({ params }) => {
	const file = await letterFile(runtime(), params.slug);
	if (file === undefined) error(404, m.platform_not_found());
	return new Response(file, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${params.slug.replaceAll(/[^a-z0-9-]/g, '')}.json"`,
			'cache-control': 'no-cache',
		},
	});
};
