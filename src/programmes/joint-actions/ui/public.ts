import type { PublicOffer } from '#platform/public-section.ts';
import { m } from '#words/messages.js';

/** What organisations do together, as far as everybody may read it. */
export const jointActionsPublic: PublicOffer = (locale) => ({
	programme: 'joint-actions',
	title: m.joint_letters({}, { locale }),
	about: m.joint_letters_lead({}, { locale }),
	pages: [{ path: '/letters', text: m.joint_letters({}, { locale }) }],
	finding: m.joint_letter({}, { locale }),
});
