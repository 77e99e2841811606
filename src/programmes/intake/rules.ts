import type { ClearFacts } from './model.ts';

const quarter = 15 * 60 * 1000;
const hour = 60 * 60 * 1000;

/** How long a request may wait untaken before others are told, in hours; the pages say a day and an hour. */
const alertHours = { urgent: 1, ordinary: 24 } as const;

/**
 * When an untaken request alerts its backup. Rounded up, so that the moment of arrival is not kept: to the
 * hour, or where an hour is all there is, to the quarter.
 */
export function alertAfter({ urgent }: Pick<ClearFacts, 'urgent'>, now: Date): Date {
	const due = now.getTime() + (urgent ? alertHours.urgent : alertHours.ordinary) * hour;
	const step = urgent ? quarter : hour;
	return new Date(Math.ceil(due / step) * step);
}

/** The day, for whatever keeps no moment. */
export function dayOf(now: Date): string {
	return now.toISOString().slice(0, 10);
}

/** Inside seals too a sender's entry says only the day. */
export function startOfDay(now: Date): string {
	return `${dayOf(now)}T00:00:00Z`;
}
