import type { Locale } from '#platform/locale.ts';

const inMonth: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' };
// Made once: making one costs more than all else on a small page.
const months: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
	ru: new Intl.DateTimeFormat('ru', inMonth),
	en: new Intl.DateTimeFormat('en-GB', inMonth),
};

/** A month (`2026-11`) in words: November 2026. */
export function monthInWords(month: string, locale: Locale): string {
	return months[locale].format(new Date(`${month}-01T00:00:00Z`));
}
