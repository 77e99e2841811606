import { country } from '#app/country.ts';
import { publicSections } from '#app/public-sections.ts';
import { happeningNow } from '#programmes/intake/index.ts';
import { homePage } from '#programmes/site/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'x-accord-shows': 'network organisations' });
	return {
		...(await homePage(runtime())),
		happening: happeningNow(country, locals.locale),
		sections: publicSections(locals.locale),
	};
};
