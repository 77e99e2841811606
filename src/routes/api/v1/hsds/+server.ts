import { hsdsTags } from '#programmes/directory/index.ts';
import { siteFrame } from '#programmes/site/index.ts';
import { runtime } from '#platform/runtime.ts';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** What this API is, as Open Referral’s specification of APIs asks. */
export const GET: RequestHandler = async ({ url: { origin } }) => {
	const { name } = await siteFrame(runtime(), 'en');
	return json(
		{
			version: '3.0',
			profile: 'https://docs.openreferral.org/en/latest/hsds/',
			openapi_url: `${origin}/api/openapi.json`,
			description: 'What organisations of the network tell everybody of themselves and of their services.',
			publisher: { name, website: `${origin}/en/about` },
		},
		{ headers: { 'cache-control': 'no-cache', 'x-accord-shows': hsdsTags } },
	);
};
