import type { PublicOffer } from '#platform/public-section.ts';
import { m } from '#words/messages.js';

/** The site's own pages. */
export const sitePublic: PublicOffer = (locale) => ({
	programme: 'site',
	title: m.site_public_title({}, { locale }),
	about: m.site_public_about({}, { locale }),
	pages: [
		{ path: '', text: m.site_home({}, { locale }) },
		{ path: '/about', text: m.site_about({}, { locale }) },
		{ path: '/search', text: m.site_search({}, { locale }), quiet: true },
		{ path: '/index', text: m.site_index({}, { locale }) },
		{ path: '/scheme', text: m.site_scheme({}, { locale }) },
	],
});
