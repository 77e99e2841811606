import { text } from '@sveltejs/kit';
import { publicSections } from '#app/public-sections.ts';
import { locales } from '#platform/locale.ts';
import type { RequestHandler } from './$types';

/** Desks, dialogues and questions are nobody's business; the public pages are everybody's. */
export const GET: RequestHandler = ({ url }) => {
	const quiet = publicSections('en').flatMap(({ pages }) => pages.filter((page) => page.quiet));
	const closed = quiet.flatMap(({ path }) => locales.map((locale) => `Disallow: /${locale}${path}\n`));
	return text(`User-agent: *\n${closed.join('')}Disallow: /api/\nSitemap: ${url.origin}/sitemap.xml\n`, {
		headers: { 'content-type': 'text/plain; charset=utf-8' },
	});
};
