import type { Locale } from '#platform/locale.ts';
import { sayRefusal } from '#platform/refusal-words.ts';
import type { Refusal, Result } from '#platform/result.ts';

/** What a form shows of a refusal: beside a field where it names one, above the form otherwise. */
export interface Refused {
	readonly field: string;
	readonly message: string;
}

/** The sentence for a refusal and where it belongs. */
export function showRefusal(refusal: Refusal): Refused {
	return { field: refusal.field ?? '', message: sayRefusal(refusal) };
}

/** The refusal of a result, if it is one. */
export function refusedBy(result: Result<unknown>): Refused | undefined {
	return result.ok ? undefined : showRefusal(result.refusal);
}

/** A day in words, as the reader's language writes it. */
export function longDay(at: string, locale: Locale): string {
	const format = { dateStyle: 'long', timeZone: 'UTC' } as const;
	return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru', format).format(new Date(at));
}
