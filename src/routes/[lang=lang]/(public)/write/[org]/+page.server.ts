import { country } from '#app/country.ts';
import { writePage } from '#programmes/intake/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { PageServerLoad } from './$types';

/** The address on a group's own poster. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const write = await writePage(runtime(), country, { locale: locals.locale, organisation: params.org, url });
	if (!write) error(404, m.platform_not_found());
	return { write };
};
