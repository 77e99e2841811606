import { ok, refuse, type Result } from '#platform/result.ts';

/** A turn of duty. */
export interface Turn {
	readonly person: string;
	readonly startsAt: Date;
	readonly endsAt: Date;
}

const HOUR = 60 * 60 * 1000;
const longest = 14 * 24 * HOUR;
const farthest = 366 * 24 * HOUR;

/** A turn ends after it begins, within a fortnight, is not over, and is not planned beyond a year. */
export function checkTurn({ startsAt, endsAt }: Turn, now: Date): Result<void> {
	if (endsAt <= startsAt) return refuse('duty.ends-before-it-begins', { field: 'endsAt' });
	if (endsAt.getTime() - startsAt.getTime() > longest) return refuse('duty.too-long', { field: 'endsAt' });
	if (endsAt <= now) return refuse('duty.over', { field: 'endsAt' });
	if (startsAt.getTime() - now.getTime() > farthest) return refuse('duty.too-far', { field: 'startsAt' });
	return ok(undefined);
}

/** Who is on duty at a moment; several may be. */
export function onDuty(turns: readonly Turn[], now: Date): string[] {
	const here = turns.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
	return [...new Set(here.map(({ person }) => person))];
}
