import { siteFrame } from '#programmes/site/index.ts';
import { originFor } from '#platform/config.ts';
import { runtime } from '#platform/runtime.ts';
import type { LayoutServerLoad } from './$types';

/** The frame of every public page; the larger type is asked for in the address. */
export const load: LayoutServerLoad = async ({ locals, url }) => ({
	frame: await siteFrame(runtime(), locals.locale),
	larger: url.searchParams.get('type') === 'large',
	/** Pages are kept for each host apart. */
	origin: originFor(runtime().config, url),
	path: url.pathname.slice(3).replace(/\/$/, ''),
});
