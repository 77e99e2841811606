import { defineParams } from '@sveltejs/kit/params';
import { isLocale, type Locale } from '#platform/locale.ts';

/** What may stand in an address: the first step is always the reader's language. */
export const params = defineParams({
	lang: (text: string): Locale | undefined => (isLocale(text) ? text : undefined),
});
