import type { PublicOffer } from '#platform/public-section.ts';
import { m } from '#words/messages.js';

/** What the intake offers to everybody. */
export const intakePublic: PublicOffer = (locale) => ({
	programme: 'intake',
	title: m.intake_public_title({}, { locale }),
	about: m.intake_public_about({}, { locale }),
	pages: [
		{ path: '/write', text: m.site_write({}, { locale }) },
		{ path: '/write/follow', text: m.site_follow({}, { locale }), quiet: true },
	],
});
