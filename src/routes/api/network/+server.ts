import { json } from '@sveltejs/kit';
import { siteFrame } from '#programmes/site/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { RequestHandler } from './$types';

/** What the network is called: all that the desk's pages ask for before anybody has signed in. */
export const GET: RequestHandler = async () => {
	const [ru, en] = await Promise.all([siteFrame(runtime(), 'ru'), siteFrame(runtime(), 'en')]);
	return json({ ru: ru.name, en: en.name }, { headers: { 'cache-control': 'no-store' } });
};
