// Times as people read them. Pure: the present moment is handed in.
import type { Locale } from '#platform/locale.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a time is shown: "2 h", "in 2 hours", "3 March", date with the hour, or only the day: "today", "3 d". */
export type TimeStyle = 'age' | 'relative' | 'date' | 'moment' | 'day';

/** Dates in English are British ones; units are not (en-GB writes "5 mins" and "1 min"). */
const dates: Record<Locale, string> = { en: 'en-GB', ru: 'ru' };

/** In whose language and zone. */
export interface TimeSettings {
	locale: Locale;
	/** IANA name; the reader's own where it is left out. */
	timeZone?: string | undefined;
}

/** The exact time in words, zone included: what hovering and screen readers give. */
export function exactTime(at: number, { locale, timeZone }: TimeSettings): string {
	return new Intl.DateTimeFormat(dates[locale], {
		dateStyle: 'long',
		timeStyle: 'short',
		...(timeZone ? { timeZone } : {}),
	}).format(at);
}

/** The day in words, where nobody knows or keeps the hour. */
export function exactDay(at: number, { locale }: TimeSettings): string {
	return new Intl.DateTimeFormat(dates[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** A time as it is shown on the page in that style. */
export function timeInWords(at: number, now: number, style: TimeStyle, settings: TimeSettings): string {
	if (style === 'age') return age(at, now, settings);
	if (style === 'relative') return relative(at, now, settings);
	if (style === 'moment') return exactTime(at, settings);
	if (style === 'day') return daysAgo(at, now, settings);
	return day(at, now, settings);
}

/** "5 min", "2 h", "3 d" since; from a week on, the date. */
function age(at: number, now: number, settings: TimeSettings): string {
	const passed = Math.max(0, now - at);
	if (passed >= 7 * DAY) return day(at, now, settings, 'short');
	if (passed >= DAY) return count(passed / DAY, 'day', 'narrow', settings.locale);
	if (passed >= HOUR) return count(passed / HOUR, 'hour', 'narrow', settings.locale);
	return count(passed / MINUTE, 'minute', 'short', settings.locale);
}

/** "today", "yesterday", "3 d"; from a week on, the date. For what says no hour. */
function daysAgo(at: number, now: number, settings: TimeSettings): string {
	const dayOf = (moment: number) => Math.floor(moment / DAY);
	const passed = Math.max(0, dayOf(now) - dayOf(at));
	if (passed >= 7) return day(at, now, settings, 'short');
	if (passed >= 2) return count(passed, 'day', 'narrow', settings.locale);
	return new Intl.RelativeTimeFormat(settings.locale, { numeric: 'auto' }).format(-passed, 'day');
}

/** "in 3 hours", "2 days ago"; from thirty days on, the date. */
function relative(at: number, now: number, settings: TimeSettings): string {
	const ahead = at - now;
	const far = Math.abs(ahead);
	const words = new Intl.RelativeTimeFormat(settings.locale, { numeric: 'auto' });
	if (far >= 30 * DAY) return day(at, now, settings);
	if (far >= DAY) return words.format(Math.trunc(ahead / DAY), 'day');
	if (far >= HOUR) return words.format(Math.trunc(ahead / HOUR), 'hour');
	return words.format(Math.trunc(ahead / MINUTE), 'minute');
}

/** The date in words; the year only where it is not the present one. */
function day(
	at: number,
	now: number,
	{ locale, timeZone }: TimeSettings,
	month: 'long' | 'short' = 'long',
): string {
	const zone = timeZone ? { timeZone } : {};
	const year = new Intl.DateTimeFormat('en', { year: 'numeric', ...zone });
	const sameYear = year.format(at) === year.format(now);
	return new Intl.DateTimeFormat(dates[locale], {
		day: 'numeric',
		month,
		...(sameYear ? {} : { year: 'numeric' }),
		...zone,
	}).format(at);
}

/** A number and its unit held together by a narrow space that does not break: Intl writes "2h" in English. */
function count(value: number, unit: string, unitDisplay: 'narrow' | 'short', locale: Locale): string {
	const parts = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).formatToParts(
		Math.floor(value),
	);
	return parts
		.filter((part) => part.type !== 'literal')
		.map((part) => part.value.trim())
		.join('\u202F');
}
