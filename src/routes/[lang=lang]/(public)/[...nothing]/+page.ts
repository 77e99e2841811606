import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** An address that holds nothing still stands in the frame: the telephone is on it. */
export const load: PageLoad = () => {
	error(404);
};
