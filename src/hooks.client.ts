import { overwriteGetLocale } from '#words/runtime.js';
import { isLocale } from '#platform/locale.ts';

/** In the browser the page itself says which language it is in. */
export const init = (): void => {
	overwriteGetLocale(() => (isLocale(document.documentElement.lang) ? document.documentElement.lang : 'en'));
};
