import { siteFrame } from '#programmes/site/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { LayoutServerLoad } from './$types';

/** Whose desk it is; everything else is asked for by the pages, with the keys at hand. */
export const load: LayoutServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { locale: params.lang, network: (await siteFrame(runtime(), params.lang)).name };
};
