import type { DeskSection, Reader } from '#commons/desk/ui/index.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';

/** What joint actions offer at the desk, to everybody who is of an organisation. */
export function jointActionsSections(locale: Locale, { organisations }: Reader): DeskSection[] {
	if (organisations.length === 0) return [];
	return [
		{ href: `/${locale}/desk/actions`, text: () => m.joint_actions() },
		{ href: `/${locale}/desk/letters`, text: () => m.joint_letters() },
	];
}
