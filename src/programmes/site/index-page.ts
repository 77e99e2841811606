import { documentsTag, listDocuments } from '#commons/search/index.ts';
import type { Locale } from '#platform/locale.ts';
import type { PublicSection } from '#platform/public-section.ts';
import type { Runtime } from '#platform/runtime.ts';
import { byLetter, type Entry, type LetterGroup } from './rules.ts';
import type { IndexPageData } from './ui/page-data.ts';

/** Up to so many entries stand on one page; more are shown a letter at a time. */
const onOnePage = 400;

/** The tags of what the index shows. */
export const indexTags = `network ${documentsTag}`;

/** Everything public by title, in the reader's alphabet. */
export async function indexPage(
	runtime: Runtime,
	url: URL,
	locale: Locale,
	sections: readonly PublicSection[],
): Promise<IndexPageData> {
	const groups = await runtime.shown.find(
		`index-${locale}`,
		[documentsTag],
		async (): Promise<LetterGroup[]> => {
			const listed = await listDocuments(runtime.publicDb, locale);
			const own = sections.flatMap(({ pages }) => pages);
			const entries = [
				...own.filter(({ path }) => path !== '').map(({ path, text }): Entry => ({ path, title: text })),
				...listed.map(({ path, title, programme }): Entry => ({
					path,
					title,
					kind: sections.find((one) => one.programme === programme)?.finding,
				})),
			];
			return byLetter(entries, locale);
		},
	);
	const total = groups.reduce((sum, { entries }) => sum + entries.length, 0);
	const whole = total <= onOnePage;
	const keep = url.searchParams.get('type') === 'large' ? '&type=large' : '';
	const asked = url.searchParams.get('letter');
	const shown = whole ? groups : groups.filter(({ letter }) => letter === (asked ?? groups[0]?.letter));
	return {
		letters: groups.map(({ letter }) => ({
			letter,
			href: whole ? `#${anchorOf(letter)}` : `/${locale}/index?letter=${encodeURIComponent(letter)}${keep}`,
			current: !whole && shown.some((group) => group.letter === letter),
		})),
		groups: shown.map((group) => ({ ...group, anchor: anchorOf(group.letter) })),
	};
}

/** A place in the page, in letters that every browser takes as they are. */
function anchorOf(letter: string): string {
	return `letter-${letter.codePointAt(0)?.toString(16) ?? ''}`;
}
