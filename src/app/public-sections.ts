import type { Locale } from '#platform/locale.ts';
import type { PublicSection } from '#platform/public-section.ts';
import { directoryPublic } from '#programmes/directory/ui/index.ts';
import { intakePublic } from '#programmes/intake/ui/index.ts';
import { jointActionsPublic } from '#programmes/joint-actions/ui/index.ts';
import { membersPublic } from '#programmes/members/ui/index.ts';
import { sitePublic } from '#programmes/site/ui/index.ts';

/** What every programme offers to everybody, in the order of the site map. */
export function publicSections(locale: Locale): PublicSection[] {
	return [intakePublic, directoryPublic, jointActionsPublic, membersPublic, sitePublic].map((offer) =>
		offer(locale),
	);
}
