import type { Locale } from '#platform/locale.ts';
import { exactDay } from '#ui/time.ts';

/** A day in words: "24 November 2026". */
export function dayInWords(day: string, locale: Locale): string {
	return exactDay(Date.parse(day.slice(0, 10)), { locale });
}
