import { publicSections } from '#app/public-sections.ts';
import { indexPage, indexTags } from '#programmes/site/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'x-accord-shows': indexTags });
	return { index: await indexPage(runtime(), url, locals.locale, publicSections(locals.locale)) };
};
