import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** The way in: colleagues first; whoever is not signed in is asked to there. */
export const load: PageLoad = ({ params }) => redirect(303, `/${params.lang}/desk/members`);
