/** For how many months what an organisation says of a service is taken to hold. */
const MONTHS = 6;

/** The day from which a service is stale if nobody assures it anew; in a month that is shorter, its last. */
export function staleFrom(assuredOn: string): string {
	const [year = 0, month = 1, day = 1] = assuredOn.split('-').map(Number);
	const last = new Date(Date.UTC(year, month - 1 + MONTHS + 1, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + MONTHS, Math.min(day, last))).toISOString().slice(0, 10);
}

/** Whether for half a year nobody has said that it holds. */
export function isStale(assuredOn: string, today: string): boolean {
	return today >= staleFrom(assuredOn);
}

/** The latest day of which what was said or asked on it is due again today. */
export function dueSince(today: string): string {
	const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
	const last = new Date(Date.UTC(year, month - MONTHS, 0)).getUTCDate();
	const before = new Date(Date.UTC(year, month - 1 - MONTHS, Math.min(day, last)));
	// On the last of a month, longer months before it come due with all the days that this one has not.
	const isLast = day === new Date(Date.UTC(year, month, 0)).getUTCDate();
	if (isLast) before.setUTCDate(last);
	return before.toISOString().slice(0, 10);
}
