import { country } from '#app/country.ts';
import { followPage } from '#programmes/intake/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	follow: await followPage(runtime(), country, { locale: locals.locale, url }),
});
