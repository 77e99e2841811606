import { ok, refuse, type Result } from '#platform/result.ts';

/** So many places of the list may be changed in so many days: whoever tries out the whole network takes years. */
export const CHANGES = 8;
export const CHANGE_DAYS = 30;
const DAY = 86_400_000;

/** What was changed since when. */
export interface Changed {
	readonly since: string;
	readonly changed: number;
}

/** Counts a change; the first list is not counted. */
export function countChange(before: Changed | undefined, replaced: number, today: string): Result<Changed> {
	if (!before) return ok({ since: today, changed: 0 });
	const days = Math.floor((Date.parse(today) - Date.parse(before.since)) / DAY);
	const window = days >= CHANGE_DAYS ? { since: today, changed: 0 } : before;
	const changed = window.changed + replaced;
	if (changed > CHANGES) {
		return refuse('introduction.wishes-too-often', { params: { count: CHANGE_DAYS - Math.max(days, 0) } });
	}
	return ok({ since: window.since, changed });
}
