import { facets, search, type Facet, type Finding, type Narrowing } from '#commons/search/index.ts';
import { findTheme, themeLabel } from '#commons/themes/index.ts';
import type { CountryPack } from '#country/model.ts';
import type { Locale } from '#platform/locale.ts';
import type { PublicSection } from '#platform/public-section.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { FacetGroup, SearchPageData, ShownFinding } from './ui/page-data.ts';

/** How many values of a facet are offered: the commonest. */
const mostValues = 12;

interface Surroundings {
	readonly locale: Locale;
	readonly country: CountryPack;
	readonly sections: readonly PublicSection[];
}

/** The page of `/search`: what was asked stands in the address, and nowhere else. */
export async function searchPage(runtime: Runtime, url: URL, around: Surroundings): Promise<SearchPageData> {
	const { locale } = around;
	const given = (name: string) => url.searchParams.get(name) ?? '';
	const term = given('q');
	const narrowing = readNarrowing(given, around);
	const page = /^\d{1,4}$/.test(given('page')) ? Number(given('page')) : 1;
	const answer = await search(runtime.publicDb, { term, narrowing, page, locale });
	const larger = given('type') === 'large';
	const link = (asked: Narrowing, number = 1, words = term): string => {
		const query = new URLSearchParams({ q: words, ...asked });
		if (number > 1) query.set('page', String(number));
		if (larger) query.set('type', 'large');
		return `/${locale}/search?${query}`;
	};
	if (answer.state !== 'answered')
		return { state: answer.state, term: answer.state === 'too-long' ? '' : term };
	const { found } = answer;
	const { understood } = found;
	return {
		state: 'answered',
		term,
		total: found.total,
		page: found.page,
		pages: found.pages,
		meant:
			'term' in understood
				? { as: understood.as, term: understood.term, href: link(narrowing, 1, understood.term) }
				: undefined,
		someWords: understood.as === 'some-words',
		findings: found.findings.map((finding) => showFinding(finding, around, larger)),
		facets: facets
			.map((facet): FacetGroup => {
				const counted = found.facets[facet].filter(({ value }) => nameOf(facet, value, around) !== undefined);
				return {
					facet,
					values: counted.slice(0, mostValues).map(({ value, count }) => ({
						text: nameOf(facet, value, around) ?? value,
						count,
						chosen: narrowing[facet] === value,
						href: link(
							narrowing[facet] === value ? without(narrowing, facet) : { ...narrowing, [facet]: value },
						),
					})),
				};
			})
			.filter(({ values }) => values.length > 1 || values.some(({ chosen }) => chosen)),
		chosen: facets.flatMap((facet) => {
			const value = narrowing[facet];
			if (value === undefined) return [];
			return [{ text: nameOf(facet, value, around) ?? value, href: link(without(narrowing, facet)) }];
		}),
		previous: found.page > 1 && found.pages > 0 ? link(narrowing, found.page - 1) : undefined,
		next: found.page < found.pages ? link(narrowing, found.page + 1) : undefined,
	};
}

/** Only values that exist: whatever else stands in an address asks for nothing. */
function readNarrowing(given: (name: string) => string, around: Surroundings): Narrowing {
	const known = facets.flatMap((facet) => {
		const value = given(facet);
		return nameOf(facet, value, around) === undefined ? [] : [[facet, value] as const];
	});
	return Object.fromEntries(known);
}

function without(narrowing: Narrowing, facet: Facet): Narrowing {
	return Object.fromEntries(Object.entries(narrowing).filter(([name]) => name !== facet));
}

function nameOf(
	facet: Facet,
	value: string,
	{ locale, country, sections }: Surroundings,
): string | undefined {
	switch (facet) {
		case 'programme':
			return sections.find(({ programme, finding }) => programme === value && finding !== undefined)?.title;
		case 'region':
			return country.findRegion(value)?.names[locale];
		case 'theme':
			return findTheme(value) ? themeLabel(value, locale) : undefined;
		case 'year':
			return /^\d{4}$/.test(value) ? value : undefined;
	}
}

function showFinding(finding: Finding, around: Surroundings, larger: boolean): ShownFinding {
	const { locale, country, sections } = around;
	const kind = sections.find(({ programme }) => programme === finding.programme)?.finding;
	const region = finding.region === undefined ? undefined : country.findRegion(finding.region)?.names[locale];
	return {
		href: `/${locale}${finding.path}${larger ? '?type=large' : ''}`,
		title: finding.title,
		snippet: finding.snippet,
		lang: finding.snippetLocale,
		facts: [kind, region].filter((fact) => fact !== undefined),
	};
}
