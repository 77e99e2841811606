import type { DeskSection, Reader } from '#commons/desk/ui/index.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';

/** What members offers at the desk: colleagues, organisations, one's own account. */
export function membersSections(locale: Locale, _reader: Reader): DeskSection[] {
	return [
		{ href: `/${locale}/desk/members`, text: () => m.people_members() },
		{ href: `/${locale}/desk/organisations`, text: () => m.people_organisations() },
		{ href: `/${locale}/desk/account`, text: () => m.people_account() },
	];
}
