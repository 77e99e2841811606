import type { LayoutLoad } from './$types';

/** The desk is made in the browser, where the keys are; the server renders nothing of it. */
export const ssr = false;
export const csr = true;

/**
 * Whose desk it is; everything else is asked for by the pages, with the keys at hand. Without a line, and without
 * the desk's own files kept on this device, it goes without a name.
 */
export const load: LayoutLoad = async ({ params, fetch }) => {
	const names = await fetch('/api/network').then(
		(response) => (response.ok ? (response.json() as Promise<Partial<Record<string, string>>>) : {}),
		() => ({}),
	);
	return { locale: params.lang, network: (names as Partial<Record<string, string>>)[params.lang] ?? '' };
};
