import { directoryPage, placesTag, seekPlace } from '#programmes/directory/index.ts';
import { runtime } from '#platform/runtime.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Words that lead to one place open its page; what somebody looks for is neither kept nor logged. */
export const load: PageServerLoad = async ({ locals: { locale }, url, setHeaders }) => {
	const words = url.searchParams.get('place')?.trim() ?? '';
	if (words === '') {
		setHeaders({ 'x-accord-shows': `network ${placesTag}` });
		return { directory: await directoryPage(runtime(), locale), sought: undefined };
	}
	const found = await seekPlace(runtime(), words, locale);
	const keep = url.searchParams.get('type') === 'large' ? '?type=large' : '';
	if (found.kind === 'page') redirect(303, `/${locale}${found.path}${keep}`);
	setHeaders({ 'cache-control': 'no-store' });
	return { directory: await directoryPage(runtime(), locale), sought: { words: words.slice(0, 120), found } };
};
