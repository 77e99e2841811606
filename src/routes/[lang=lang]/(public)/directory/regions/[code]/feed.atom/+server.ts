import { findRegion } from '#country/ru/regions.ts';
import { feedEntries, siteFrame, writeFeed } from '#programmes/site/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { RequestHandler } from './$types';

/** What is new in public in a region, for whoever reads feeds. */
export const GET: RequestHandler = async ({ params, locals: { locale }, url: { origin } }) => {
	const region = findRegion(params.code);
	if (!region) error(404, m.platform_not_found());
	const [frame, entries] = await Promise.all([
		siteFrame(runtime(), locale),
		feedEntries(runtime(), region.code, locale),
	]);
	const page = `/directory/regions/${region.code}`;
	const title = m.site_feed_title({ region: region.names[locale] }, { locale });
	return new Response(
		writeFeed({
			origin,
			locale,
			title,
			author: frame.name || m.site_unnamed({}, { locale }),
			page,
			self: `${page}/feed.atom`,
			entries,
		}),
		{ headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'no-cache' } },
	);
};
