import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** `/` chooses by Accept-Language; every other address names its language. */
export const load: PageServerLoad = ({ locals, setHeaders }) => {
	setHeaders({ vary: 'accept-language', 'cache-control': 'no-store' });
	redirect(303, `/${locals.locale}`);
};
