import { placesTag, townPage } from '#programmes/directory/index.ts';
import { lastTogether, lettersTag } from '#programmes/joint-actions/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const town = await townPage(runtime(), params.town, locals.locale);
	if (!town) error(404, m.platform_not_found());
	setHeaders({ 'x-accord-shows': `network ${placesTag} ${lettersTag}` });
	const together = await lastTogether(
		runtime(),
		town.organisations.map(({ id }) => id),
	);
	return { town, together, today: runtime().now().toISOString().slice(0, 10) };
};
