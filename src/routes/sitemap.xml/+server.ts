import { publicAddresses } from '#app/public-addresses.ts';
import { locales } from '#platform/locale.ts';
import type { RequestHandler } from './$types';

/** Every public page in every language, each naming itself in the others. */
export const GET: RequestHandler = ({ url: { origin } }) => {
	const pages = publicAddresses.flatMap((rest) => {
		const others = locales.map(
			(locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${origin}/${locale}${rest}"/>`,
		);
		return locales.map((locale) => `<url><loc>${origin}/${locale}${rest}</loc>${others.join('')}</url>`);
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
