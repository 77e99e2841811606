import { text } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Desks and dialogues are nobody's business; the public pages are everybody's. */
export const GET: RequestHandler = ({ url }) =>
	text(
		`User-agent: *\nDisallow: /ru/desk\nDisallow: /en/desk\nDisallow: /ru/write/follow\nDisallow: /en/write/follow\nDisallow: /api/\nSitemap: ${url.origin}/sitemap.xml\n`,
		{ headers: { 'content-type': 'text/plain; charset=utf-8' } },
	);
