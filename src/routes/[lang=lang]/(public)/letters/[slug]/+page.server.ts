import { letterPage, lettersTag } from '#programmes/joint-actions/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, setHeaders }) => {
	const letter = await letterPage(runtime(), params.slug);
	if (!letter) error(404, m.platform_not_found());
	setHeaders({ 'x-accord-shows': `network ${lettersTag}` });
	return { letter };
};
