import { ok, refuse, type Result } from '#platform/result.ts';
import type { ChangedListing, Listing, ListingState } from '../model/listing.ts';

/** How long a listing without a last day of its own is shown. */
const SHOWN_DAYS = 180;
const DAY = 86_400_000;

/** The day after which a listing is shown no more. */
export function expiryOf(until: string | null, today: string): string {
	return until ?? new Date(Date.parse(today) + SHOWN_DAYS * DAY).toISOString().slice(0, 10);
}

/** The state as people read it: an open one whose last day is over has expired. */
export function stateOn(listing: Pick<Listing, 'state' | 'expires'>, today: string): ListingState {
	return listing.state === 'open' && listing.expires < today ? 'expired' : listing.state;
}

/** Which days cannot be: an end before the beginning, or an end that is over. */
export function checkDays(from: string | null, until: string | null, today: string): Result<undefined> {
	if (from !== null && until !== null && until < from) return refuse('need.ends-before', { field: 'until' });
	return until !== null && until < today ? refuse('need.is-over', { field: 'until' }) : ok(undefined);
}

/**
 * A listing put otherwise. What is agreed, done or withdrawn stays as it was said; one whose time is over can be
 * given more. Only what somebody answers makes it another version: who may read it does not.
 */
export function changeListing(before: Listing, to: ChangedListing, today: string): Result<Listing> {
	if (before.state !== 'open') return refuse('need.not-open');
	const days = checkDays(to.from, to.until, today);
	if (!days.ok) return days;
	const isOther = (['from', 'until', 'quantity', 'words'] as const).some((part) => to[part] !== before[part]);
	const expires = expiryOf(to.until, today);
	return ok({ ...before, ...to, expires, version: isOther ? before.version + 1 : before.version });
}
