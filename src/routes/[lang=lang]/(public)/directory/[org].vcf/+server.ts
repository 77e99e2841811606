import { directoryCard, movedEntry, organisationPageShows } from '#programmes/directory/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error, redirect } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { RequestHandler } from './$types';

/** What an organisation tells everybody, for an address book. */
export const GET: RequestHandler = async ({ params: { org }, locals: { locale }, url: { origin } }) => {
	const card = await directoryCard(runtime(), org, origin, locale);
	if (card === undefined) {
		const moved = await movedEntry(runtime(), org);
		if (moved) redirect(308, `/${locale}/directory/${moved}.vcf`);
		error(404, m.platform_not_found());
	}
	return new Response(card, {
		headers: {
			'content-type': 'text/vcard; charset=utf-8',
			'content-disposition': `attachment; filename="${org.replaceAll(/[^a-z0-9-]/g, '')}.vcf"`,
			'cache-control': 'no-cache',
			'x-accord-shows': organisationPageShows(org),
		},
	});
};
