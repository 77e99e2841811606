import type { DeskSection, Reader } from '#commons/desk/ui/index.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';

/** What the directory offers at the desk, to everybody who is of an organisation. */
export function directorySections(locale: Locale, { organisations }: Reader): DeskSection[] {
	if (organisations.length === 0) return [];
	const at = (path: string) => `/${locale}/desk/${path}`;
	const decides = organisations.some(({ coordinator, office }) => coordinator || office);
	const takesLists = organisations.some(({ coordinator, office }) => coordinator && office);
	return [
		{ href: at('our-page'), text: () => m.directory_our_page() },
		{ href: at('services'), text: () => m.services_section() },
		...(decides ? [{ href: at('corrections'), text: () => m.alike_corrections() }] : []),
		...(decides ? [{ href: at('twins'), text: () => m.alike_twins() }] : []),
		{ href: at('directory'), text: () => m.directory_network() },
		...(takesLists ? [{ href: at('import'), text: () => m.import_section() }] : []),
		{ href: at('needs'), text: () => m.needs_section() },
		{ href: at('neighbours'), text: () => m.needs_neighbours() },
		{ href: at('introductions'), text: () => m.introductions_section() },
	];
}
