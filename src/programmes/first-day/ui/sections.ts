import type { DeskSection, Reader } from '#commons/desk/ui/index.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';

/** The starter kit, for whoever coordinates an organisation. */
export function firstDaySections(locale: Locale, { organisations }: Reader): DeskSection[] {
	if (!organisations.some(({ coordinator }) => coordinator)) return [];
	return [{ href: `/${locale}/desk/first-day`, text: () => m.starter_section() }];
}
