import type { PublicOffer } from '#platform/public-section.ts';
import { m } from '#words/messages.js';

/** What the directory offers to everybody. */
export const directoryPublic: PublicOffer = (locale) => ({
	programme: 'directory',
	title: m.site_organisations({}, { locale }),
	about: m.places_lead({}, { locale }),
	pages: [{ path: '/directory', text: m.places_title({}, { locale }) }],
	finding: m.site_organisation({}, { locale }),
});
