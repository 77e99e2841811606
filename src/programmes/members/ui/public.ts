import type { PublicOffer } from '#platform/public-section.ts';
import { m } from '#words/messages.js';

/** What members offer to everybody: the way in. */
export const membersPublic: PublicOffer = (locale) => ({
	programme: 'members',
	title: m.people_public_title({}, { locale }),
	about: m.people_public_about({}, { locale }),
	pages: [
		{ path: '/join', text: m.site_join({}, { locale }) },
		{ path: '/desk', text: m.site_staff({}, { locale }), quiet: true },
	],
});
