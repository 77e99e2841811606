import { homePage } from '#programmes/site/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
	setHeaders({ 'x-accord-shows': 'network organisations' });
	return homePage(runtime());
};
