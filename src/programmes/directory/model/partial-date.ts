import { z } from 'zod';

/** A year, a month or a day as far as it is known: `1996`, `1996-05`, `1996-05-17`; not before 1900. */
export const partialDate = z
	.string()
	.trim()
	.regex(/^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
	.refine(isOfCalendar);
export type PartialDate = z.output<typeof partialDate>;

/** 30 February has the shape of a day and is none. */
function isOfCalendar(date: string): boolean {
	if (date.length < 10) return true;
	const at = new Date(`${date}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** Whether the date, as far as it is known, lies after today. */
export function isAfter(date: PartialDate, today: string): boolean {
	return date > today.slice(0, date.length);
}
