import { country } from '#app/country.ts';
import { writePage } from '#programmes/intake/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { PageServerLoad } from './$types';

/** Rendered for the intake's child only: the front door hands it every request of this address. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const write = await writePage(runtime(), country, { locale: locals.locale, organisation: null, url });
	if (!write) error(404, m.platform_not_found());
	return { write };
};
