import { lettersPage, lettersTag } from '#programmes/joint-actions/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ setHeaders }) => {
	setHeaders({ 'x-accord-shows': `network ${lettersTag}` });
	return { letters: await lettersPage(runtime()) };
};
