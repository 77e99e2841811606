import { country } from '#app/country.ts';
import { publicSections } from '#app/public-sections.ts';
import { searchPage } from '#programmes/site/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { PageServerLoad } from './$types';

/** What was asked is kept nowhere: not in memory, not by the browser's cache. */
export const load: PageServerLoad = async ({ locals: { locale }, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const found = await searchPage(runtime(), url, { locale, country, sections: publicSections(locale) });
	return { found, question: found.term === '' ? '' : `q=${encodeURIComponent(found.term)}` };
};
