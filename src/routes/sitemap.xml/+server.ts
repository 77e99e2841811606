import { publicSections } from '#app/public-sections.ts';
import { listDocuments } from '#commons/search/index.ts';
import { locales } from '#platform/locale.ts';
import { runtime } from '#platform/runtime.ts';
import type { RequestHandler } from './$types';

/** As many addresses as one map may hold; each language of a page is one. */
const most = 50_000 / locales.length;

/** Every public page in every language, each naming itself in the others. */
export const GET: RequestHandler = async ({ url: { origin } }) => {
	const own = publicSections('en').flatMap(({ pages }) => pages.filter(({ quiet }) => !quiet));
	const documents = await listDocuments(runtime().publicDb, 'en');
	const changed = new Map<string, string | undefined>(own.map(({ path }) => [path, undefined]));
	for (const { path, updatedOn } of documents) changed.set(path, updatedOn);
	const pages = [...changed].slice(0, most).flatMap(([path, day]) => {
		const others = locales.map(
			(locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${origin}/${locale}${path}"/>`,
		);
		const last = day === undefined ? '' : `<lastmod>${day}</lastmod>`;
		return locales.map(
			(locale) => `<url><loc>${origin}/${locale}${path}</loc>${last}${others.join('')}</url>`,
		);
	});
	return new Response(
		`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.join('\n')}
</urlset>
`,
		{ headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-cache' } },
	);
};
