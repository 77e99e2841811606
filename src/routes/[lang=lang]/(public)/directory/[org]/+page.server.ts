import {
	movedEntry,
	organisationChanges,
	organisationPage,
	organisationPageShows,
} from '#programmes/directory/index.ts';
import { lettersSignedBy, lettersTag } from '#programmes/joint-actions/index.ts';
import { listTakingRequests } from '#programmes/intake/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error, redirect } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const profile = await organisationPage(runtime(), params.org);
	if (!profile) {
		// An entry that was merged into another leads to it.
		const moved = await movedEntry(runtime(), params.org);
		if (moved) redirect(308, `/${locals.locale}/directory/${moved}${url.search}`);
		error(404, m.platform_not_found());
	}
	setHeaders({ 'x-accord-shows': `${organisationPageShows(params.org)} ${lettersTag}` });
	const taking = await listTakingRequests(runtime());
	const letters = await lettersSignedBy(runtime(), profile.organisation);
	return {
		changes: await organisationChanges(runtime(), profile.organisation),
		letters,
		profile,
		today: runtime().now().toISOString().slice(0, 10),
		takesRequests: taking.includes(profile.slug),
	};
};
