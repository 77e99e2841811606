import { publicSections } from '#app/public-sections.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	setHeaders({ 'x-accord-shows': 'network' });
	return { sections: publicSections(locals.locale) };
};
